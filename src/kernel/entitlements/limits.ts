import type { TenantData } from '@tenantry/nest';
import { FeatureNotEnabledError, PlanLimitReachedError } from './entitlement.errors.js';
import { type Feature, isOn } from './features.js';

interface LimitRule {
  readonly allowed: (data: TenantData) => number;
  /** Without this feature one is allowed, whatever the number. */
  readonly feature?: Feature;
}

/**
 * What a company may have at most. What adds one counts what there is under a lock, in the transaction that inserts it,
 * and calls `assertRoom`: active users with a seat in UserLimits, active places of a kind in LocationTreeService.
 */
const LIMITS = {
  users: { allowed: ({ maxUsers }) => maxUsers },
  locations: { allowed: () => Infinity, feature: 'multiLocation' },
} as const satisfies Record<string, LimitRule>;

export type Limit = keyof typeof LIMITS;

/** `used`: without the one that is to be added. Throws PlanLimitReachedError, FeatureNotEnabledError. */
export function assertRoom(data: TenantData, metric: Limit, used: number): void {
  const { allowed, feature }: LimitRule = LIMITS[metric];
  if (feature && used > 0 && !isOn(data, feature)) throw new FeatureNotEnabledError(feature);
  const limit = allowed(data);
  if (used >= limit) throw new PlanLimitReachedError({ metric, limit, used, plan: data.plan });
}
