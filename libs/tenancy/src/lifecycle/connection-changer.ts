import type { CatalogChange } from '../catalog/catalog-change.js';
import { ConnectionFixedError, RegionMismatchError } from '../catalog/catalog.errors.js';
import { assertFree } from '../catalog/operation-store.js';
import type { StoreLocator } from '../catalog/store-locator.js';
import { publicUrl } from '../catalog/store-url.js';
import { assertReconnectable, type TenantCatalog, tenantOf } from '../catalog/tenant-catalog.js';
import type { TenantEntity } from '../catalog/tenant.entity.js';
import { checkIdentifier } from '../engine/identifier.js';
import { InvalidTenantInputError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';
import { StoreIsControlError, StoreTakenError, StoreUnmarkedError } from './lifecycle.errors.js';
import { DatabaseMissingError } from './store-probe.errors.js';
import { type FoundStore, type StoreAddress, type StoreProbe, within } from './store-probe.js';

/** Where a tenant's store is from now on. */
export interface NewConnection {
  /** As requests sign in. */
  databaseUrl: string;
  /** The same database as its owner, for migrations. Default: `databaseUrl` does both. */
  adminUrl?: string;
  /** Has to be said where the tenant's data must stay in a region: nobody can see it in a URL. */
  region?: string;
  /** Refuses the change when somebody else made one since. */
  version?: number;
}

interface Parts {
  tenants: TenantCatalog;
  changes: CatalogChange;
  locator: StoreLocator;
  probe: StoreProbe;
}

/**
 * Leads a tenant to another place where its store is already: one that was copied, or that got another address,
 * user or password. A change of connection never begins with an empty store: the marker has to be there.
 */
export class ConnectionChanger {
  constructor(private readonly parts: Parts) {}

  /**
   * Everything is looked at before anything is written down. Errors, besides those of a URL that leads nowhere:
   * StoreUnmarkedError, StoreTakenError, StoreIsControlError, ConnectionFixedError, RegionMismatchError,
   * TenantStateError, TenantBusyError, TenantVersionError.
   */
  async change(slug: string, wish: NewConnection): Promise<Tenant> {
    const { tenants, changes, probe } = this.parts;
    const row = await tenants.getRow(slug);
    this.assertAllowed(row, wish);
    const address = probe.address(wish.databaseUrl);
    const admin = wish.adminUrl === undefined ? undefined : probe.address(wish.adminUrl, 'adminUrl');
    const { schemaVersion } = await this.findOwn(row, address);
    if (admin) await this.prepare(row, address, admin);
    const { engine, store, url } = address;
    return changes.run(row.slug, async (manager) => {
      await assertFree(manager, row.id, row.slug);
      const own = { url, adminUrl: admin?.url, engine: engine.name, store, schemaVersion };
      return tenants.reconnect(manager, row.slug, own, wish.version);
    });
  }

  private assertAllowed(row: Readonly<TenantEntity>, { region, version }: NewConnection): void {
    assertReconnectable(row, version);
    if (this.parts.locator.source(tenantOf(row)) === 'environment') throw new ConnectionFixedError(row.slug);
    if (row.region !== null && row.region !== region) throw new RegionMismatchError(row.slug, row.region);
  }

  private async findOwn({ id, slug }: Readonly<TenantEntity>, address: StoreAddress): Promise<FoundStore> {
    const found = await this.parts.probe.find(address);
    const { state } = found;
    const where = publicUrl(address.url);
    if (state.kind === 'missing') throw new DatabaseMissingError(where);
    if (state.kind === 'control') throw new StoreIsControlError(slug, address.store);
    if (state.kind !== 'marked') throw new StoreUnmarkedError(slug, where, state.kind === 'empty');
    if (state.tenantId !== id) throw new StoreTakenError(slug, address.store);
    return found;
  }

  /** The owner's way in has to lead to the same store; what it owns, the requests' user gets its rights on. */
  private async prepare(
    row: Readonly<TenantEntity>,
    { url, store, engine }: StoreAddress,
    admin: StoreAddress,
  ): Promise<void> {
    if (admin.engine !== engine || admin.store !== store)
      throw new InvalidTenantInputError([{ path: 'adminUrl', message: 'leads to another database' }]);
    const user = within('databaseUrl', () => checkIdentifier(decodeURIComponent(new URL(url).username)));
    await this.findOwn(row, admin);
    await engine.stores(admin.serverUrl).settle?.(store, user);
  }
}
