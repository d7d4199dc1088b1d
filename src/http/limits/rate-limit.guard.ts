import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerOptions } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../../config.js';
import { TooManyRequestsError } from '../../errors.js';

const MINUTE = 60_000;

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

const limitOf = (requests: number): number => (requests === 0 ? Number.MAX_SAFE_INTEGER : requests);

/** They keep one caller or one company from using up the program, not people from working. */
export const rateLimits = ({ rateLimitPerAddress, rateLimitPerTenant }: AppConfig): ThrottlerOptions[] => [
  {
    name: 'address',
    ttl: MINUTE,
    limit: limitOf(rateLimitPerAddress),
    setHeaders: false,
    generateKey: (_context, address) => `address ${address}`,
  },
  {
    name: 'tenant',
    ttl: MINUTE,
    limit: limitOf(rateLimitPerTenant),
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
