import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerOptions } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { TooManyRequestsError } from '../../errors.js';

const MINUTE = 60_000;
const PER_ADDRESS = 6000;
const PER_TENANT = 12_000;

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** Generous: they keep one caller or one company from using up the program, not people from working. */
export const RATE_LIMITS: ThrottlerOptions[] = [
  {
    name: 'address',
    ttl: MINUTE,
    limit: PER_ADDRESS,
    setHeaders: false,
    generateKey: (_context, address) => `address ${address}`,
  },
  {
    name: 'tenant',
    ttl: MINUTE,
    limit: PER_TENANT,
    setHeaders: false,
    skipIf: (context) => requestOf(context).tenantSlug === null,
    getTracker: (_request, context) => requestOf(context).tenantSlug ?? '',
    generateKey: (_context, slug) => `tenant ${slug}`,
  },
];

/** Answers 429 `too_many_requests` with Retry-After. Health checks are never limited. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new TooManyRequestsError(timeToBlockExpire);
  }
}
