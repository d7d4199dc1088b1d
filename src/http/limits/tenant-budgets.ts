import { Inject, Injectable } from '@nestjs/common';
import { getStorageToken, type ThrottlerStorage } from '@nestjs/throttler';
import { AppConfig } from '../../config/config.js';
import { TooManyRequestsError } from '../../kernel/errors.js';
import { limitOf, MINUTE } from './rate-limits.js';

type Caller = 'users' | 'anonymous';

/**
 * What one company may ask for in a minute: its users together, and strangers at its host together. Apart, so that
 * strangers, whose number nobody knows, can't use up what its users have.
 */
@Injectable()
export class TenantBudgets {
  readonly #limits: Readonly<Record<Caller, number>>;

  constructor(
    @Inject(getStorageToken()) private readonly storage: ThrottlerStorage,
    { rateLimitPerTenant, rateLimitAnonymousPerTenant }: AppConfig,
  ) {
    this.#limits = { users: limitOf(rateLimitPerTenant), anonymous: limitOf(rateLimitAnonymousPerTenant) };
  }

  /** Throws TooManyRequestsError once the budget is used up. Hosts of the platform itself have none. */
  async count({ tenantSlug }: { readonly tenantSlug: string | null }, caller: Caller): Promise<void> {
    if (tenantSlug === null) return;
    const hit = await this.storage.increment(
      `${caller} ${tenantSlug}`,
      MINUTE,
      this.#limits[caller],
      MINUTE,
      'tenant',
    );
    if (hit.isBlocked) throw new TooManyRequestsError(hit.timeToBlockExpire);
  }
}
