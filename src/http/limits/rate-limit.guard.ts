import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import {
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerOptions,
  type ThrottlerRequest,
} from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../../config.js';
import { TooManyRequestsError } from '../../errors.js';

const MINUTE = 60_000;

const limitOf = (requests: number): number => (requests === 0 ? Number.MAX_SAFE_INTEGER : requests);

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

/**
 * Answers 429 `too_many_requests` with Retry-After. Health checks are never limited. A company's limit counts with
 * the caller's own: as a second throttler of the package it would look its decorators up on every request.
 */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  @Inject(AppConfig)
  private readonly config: AppConfig;

  protected override async handleRequest(call: ThrottlerRequest): Promise<boolean> {
    await super.handleRequest(call);
    const { tenantSlug } = call.context.switchToHttp().getRequest<FastifyRequest>();
    if (tenantSlug === null) return true;
    const limit = limitOf(this.config.rateLimitPerTenant);
    const hit = await this.storageService.increment(`tenant ${tenantSlug}`, MINUTE, limit, MINUTE, 'tenant');
    if (hit.isBlocked) throw new TooManyRequestsError(hit.timeToBlockExpire);
    return true;
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    throw new TooManyRequestsError(timeToBlockExpire);
  }
}
