import type { StoreLocator } from '../../catalog/store-locator.js';
import type { Tenant } from '../../tenant.js';

/** How much room tenants' stores take. */
export class StoreSize {
  constructor(private readonly locator: StoreLocator) {}

  /**
   * Bytes on disk, indexes included; undefined where the tenant shares tables with others, or nobody can be asked now:
   * a size is never a reason to fail.
   */
  async find(tenant: Tenant): Promise<number | undefined> {
    try {
      const { admin, store } = await this.locator.place(tenant);
      return await admin.size(store);
    } catch {
      return undefined;
    }
  }
}
