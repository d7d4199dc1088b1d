/**
 * Which tenants an e-mail address belongs to, across all tenants: kept by the control plane, told by identity.
 * An abstract class so that it is its own injection token. Every call may be repeated without harm.
 */
export abstract class TenantDirectory {
  abstract add(tenantId: string, email: string): Promise<void>;
  abstract remove(tenantId: string, email: string): Promise<void>;
  /** Makes the tenant's entries exactly these. */
  abstract replace(tenantId: string, emails: readonly string[]): Promise<void>;
  /** Ids of the tenants in which this person is an active user, at most `limit`. */
  abstract tenantsOf(email: string, limit: number): Promise<string[]>;
  abstract has(tenantId: string, email: string): Promise<boolean>;
}
