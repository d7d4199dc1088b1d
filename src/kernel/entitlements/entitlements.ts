import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { FeatureNotEnabledError } from './entitlement.errors.js';
import { type Feature, featuresOf, isOn } from './features.js';
import { assertRoom, type Limit } from './limits.js';

/** What the company at hand may have and use. It is in the cached tenant: asking costs a look-up in memory. */
@Injectable()
export class Entitlements {
  constructor(private readonly tenancy: Tenancy) {}

  has(feature: Feature): boolean {
    return isOn(this.tenancy.current().data, feature);
  }

  /** Throws FeatureNotEnabledError. */
  assertHas(feature: Feature): void {
    if (!this.has(feature)) throw new FeatureNotEnabledError(feature);
  }

  all(): Record<Feature, boolean> {
    return featuresOf(this.tenancy.current().data);
  }

  /** `used`: how many there are, counted under a lock. Throws PlanLimitReachedError, FeatureNotEnabledError. */
  assertRoom(limit: Limit, used: number): void {
    assertRoom(this.tenancy.current().data, limit, used);
  }
}
