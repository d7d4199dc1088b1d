import { availableParallelism } from 'node:os';
import { randomBytes } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Slots } from '../../kernel/clock/slots.js';

// OWASP's first choice for argon2id (the package's default kind): 19 MiB, two passes, one lane.
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MAX_WAITING = 1000;

/** `as_sent`: right, but hashed before passwords were composed (NFC): to be hashed anew. */
export type PasswordMatch = 'right' | 'as_sent' | 'wrong';

/** "ä" is one letter on one keyboard and two on another: both are one password. Nothing else of it is touched. */
const composed = (password: string): string => password.normalize('NFC');

/** argon2id. A few at once: each takes 19 MiB and a core for some 30 ms. */
@Injectable()
export class PasswordHasher implements OnApplicationBootstrap {
  private readonly slots = new Slots(Math.max(2, availableParallelism()), MAX_WAITING);
  private nobody?: Promise<string>;

  /** Ready before the first unknown address asks: it would take twice as long as others. */
  onApplicationBootstrap(): void {
    void this.nobodysHash();
  }

  hash(password: string): Promise<string> {
    return this.slots.run(() => hash(composed(password), ARGON2ID));
  }

  /** Whether the password is the hash's. Without a hash it is never, after the same work. */
  async matches(stored: string | null, password: string): Promise<PasswordMatch> {
    const against = stored ?? (await this.nobodysHash());
    const sameAs = (text: string) => this.slots.run(() => verify(against, text));
    if (await sameAs(composed(password))) return stored === null ? 'wrong' : 'right';
    const wasSentSo = composed(password) !== password && (await sameAs(password));
    return wasSentSo && stored !== null ? 'as_sent' : 'wrong';
  }

  private nobodysHash(): Promise<string> {
    this.nobody ??= this.hash(randomBytes(24).toString('base64url'));
    return this.nobody;
  }
}
