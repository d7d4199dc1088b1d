import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TooManyRequestsError } from '../../kernel/errors.js';
import { ADDRESS_FAILURES, ADDRESS_WINDOW_MS } from './lock-out.js';

/** Where a sign-in comes from. The realm is part of the key: one tenant's failures never lock another's people. */
export interface SignInSource {
  readonly realm: string;
  readonly address: string;
  /** A way in whose failures lock itself alone; default: the host of the account's own plane. */
  readonly way?: string;
}

/** Counts failed sign-ins per address, in memory of this process and bounded. */
@Injectable()
export class AddressLock {
  private readonly failures = new LRUCache<string, { count: number }>({
    max: 50_000,
    ttl: ADDRESS_WINDOW_MS,
  });

  assertOpen(source: SignInSource): void {
    const key = keyOf(source);
    if ((this.failures.get(key)?.count ?? 0) < ADDRESS_FAILURES) return;
    const seconds = Math.ceil(this.failures.getRemainingTTL(key) / 1000);
    throw new TooManyRequestsError(Math.max(1, seconds), 'Too many failed sign-ins from your address.');
  }

  fail(source: SignInSource): void {
    const counter = this.failures.get(keyOf(source));
    if (counter) counter.count += 1;
    else this.failures.set(keyOf(source), { count: 1 });
  }
}

const keyOf = ({ realm, address }: SignInSource): string => `${realm} ${address}`;
