import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerOptions } from '@nestjs/throttler';
import type { AppConfig } from '../../config/config.js';
import { TooManyRequestsError } from '../../kernel/errors.js';
import { limitOf, MINUTE } from './rate-limits.js';

/** They keep one caller from using up the program, not people from working. */
export const rateLimits = ({ rateLimitPerAddress }: AppConfig): ThrottlerOptions[] => [
  {
    name: 'address',
    ttl: MINUTE,
    limit: limitOf(rateLimitPerAddress),
    setHeaders: false,
    generateKey: (_context, address) => `address ${address}`,
  },
];

/** Answers 429 `too_many_requests` with Retry-After, before anything is asked of a database. Health checks never. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new TooManyRequestsError(timeToBlockExpire);
  }
}
