import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TooManyRequestsError } from '../kernel/errors.js';
import { type Mail, Mailer } from './mailer.js';

const HOUR_MS = 3_600_000;
/** Mails an hour from one company to one address, and to all together. */
const PER_ADDRESS = 10;
const PER_TENANT = 1_000;
const REMEMBERED = 100_000;

/**
 * For mails that a company's people send wherever they like: keeps them from flooding an address, or everybody, in
 * the platform's name. Counted in memory of this process, for each company by itself: what one sends takes nothing
 * from another.
 */
@Injectable()
export class LimitedMailer {
  private readonly sent = new LRUCache<string, { count: number }>({ max: REMEMBERED, ttl: HOUR_MS });

  constructor(
    private readonly mailer: Mailer,
    private readonly tenancy: Tenancy,
  ) {}

  /** Throws TooManyRequestsError, MailNotSentError. */
  async send(mail: Mail): Promise<void> {
    this.take(mail.to);
    await this.mailer.send(mail);
  }

  /** Counts a mail that somebody else is about to send. Throws TooManyRequestsError. */
  take(to: string): void {
    const { id } = this.tenancy.current();
    const limits: [string, number][] = [
      [id, PER_TENANT],
      [`${id} ${to.toLowerCase()}`, PER_ADDRESS],
    ];
    for (const [key, limit] of limits) this.assertLeft(key, limit);
    for (const [key] of limits) this.count(key);
  }

  private assertLeft(key: string, limit: number): void {
    if ((this.sent.get(key)?.count ?? 0) < limit) return;
    const seconds = Math.max(1, Math.ceil(this.sent.getRemainingTTL(key) / 1000));
    throw new TooManyRequestsError(seconds, 'Too many mails within an hour. Try again later.');
  }

  private count(key: string): void {
    const counter = this.sent.get(key);
    if (counter) counter.count += 1;
    else this.sent.set(key, { count: 1 });
  }
}
