import type { StoreLocator, StorePlace } from '../../catalog/store-locator.js';
import type { TenantCredentials } from '../../catalog/tenant-credentials.js';
import { newPassword, roleName } from '../../isolation/role-name.js';
import { TenantDatabaseUnavailableError } from '../../tenancy.errors.js';
import type { Tenant } from '../../tenant.js';

/**
 * The role that a tenant's requests run as. DDL runs as the server's own user, so what a request can do to a store
 * is to read and write rows. A tenant that brought its database along has that one credential.
 */
export class TenantRoles {
  constructor(
    private readonly locator: StoreLocator,
    private readonly credentials: TenantCredentials,
  ) {}

  /** After each migration, and before the first one: makes the role where there is none. Can be run again. */
  async ensure(tenant: Tenant): Promise<void> {
    const place = await this.locator.place(tenant);
    if (place.brought) return;
    try {
      await this.ensureAt(place, tenant);
    } catch (error) {
      if (!place.engine.isConnectionLost(error)) throw error;
      throw new TenantDatabaseUnavailableError(tenant.slug, { cause: error });
    }
  }

  /** The server knows the password before the catalog does: until then requests go on as they did. */
  private async ensureAt({ admin, store, isShared }: StorePlace, tenant: Tenant): Promise<void> {
    const known = await this.credentials.find(tenant.id);
    const role = known ?? { user: roleName(tenant.id), password: newPassword() };
    if (!known) await admin.roles?.create(store, role);
    await admin.settle?.(store, role.user);
    if (!known && admin.roles && !isShared) await this.credentials.set(tenant, role);
  }
}
