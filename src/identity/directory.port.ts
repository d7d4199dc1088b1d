/**
 * Which tenants an e-mail address belongs to, across all tenants: kept by the control plane, told by identity.
 * An abstract class so that it is its own injection token. Every call may be repeated without harm.
 */
export abstract class TenantDirectory {
  abstract add(tenantId: string, email: string): Promise<void>;
  abstract remove(tenantId: string, email: string): Promise<void>;
  /** Makes the tenant's entries exactly these. */
  abstract replace(tenantId: string, emails: readonly string[]): Promise<void>;
  abstract has(tenantId: string, email: string): Promise<boolean>;
}
