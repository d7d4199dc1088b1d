import type { CatalogChange } from '../../catalog/rows/catalog-change.js';
import { ConnectionFixedError, RegionMismatchError } from '../../catalog/rows/catalog.errors.js';
import { assertFree } from '../../operations/operation-store.js';
import type { StoreLocator } from '../../catalog/store-locator.js';
import { publicUrl } from '../../catalog/servers/store-url.js';
import { assertReconnectable, type TenantCatalog, tenantOf } from '../../catalog/tenant-catalog.js';
import type { TenantEntity } from '../../catalog/rows/tenant.entity.js';
import { newestMigration } from '../../orm/engine-template.js';
import { checkIdentifier } from '../../engine/identifier.js';
import { InvalidTenantInputError } from '../../tenancy.errors.js';
import type { Tenant } from '../../tenant.js';
import { StoreIsControlError, StoreTakenError, StoreUnmarkedError } from './lifecycle.errors.js';
import { DatabaseMissingError, StoreRightsError } from '../probe/store-probe.errors.js';
import {
  closedTo,
  type FoundStore,
  type StoreAddress,
  type StoreProbe,
  within,
} from '../probe/store-probe.js';

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
   * StoreUnmarkedError, StoreTakenError, StoreIsControlError, StoreRightsError, ConnectionFixedError, RegionMismatchError,
   * TenantStateError, TenantBusyError, TenantVersionError.
   */
  async change(slug: string, wish: NewConnection): Promise<Tenant> {
    const { tenants, changes, probe } = this.parts;
    const row = await tenants.getRow(slug);
    this.assertAllowed(row, wish);
    const address = probe.address(wish.databaseUrl);
    const admin = wish.adminUrl === undefined ? undefined : probe.address(wish.adminUrl, 'adminUrl');
    if (admin) await this.prepare(row, address, admin);
    const { applied } = await this.findOwn(row, address);
    const { engine, store, url } = address;
    return changes.requested(row.slug, async (manager) => {
      await assertFree(manager, row.id, row.slug);
      const place = { url, adminUrl: admin?.url, engine: engine.name, store };
      const own = { ...place, applied, schemaVersion: newestMigration(applied) };
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
    const { state, rights } = found;
    const where = publicUrl(address.url);
    if (state.kind === 'missing') throw new DatabaseMissingError(where);
    if (state.kind === 'control') throw new StoreIsControlError(slug, address.store);
    if (rights.closed.length > 0) throw closedTo(address.url, rights);
    if (state.kind !== 'marked') throw new StoreUnmarkedError(slug, where, state.kind === 'empty');
    if (state.tenantId !== id) throw new StoreTakenError(slug, address.store);
    return found;
  }

  /**
   * The owner's way in has to lead to the same store; what it owns, the requests' user gets its rights on. That user
   * can't look before, and is tried by its sign-in alone.
   */
  private async prepare(
    row: Readonly<TenantEntity>,
    address: StoreAddress,
    admin: StoreAddress,
  ): Promise<void> {
    const { url, store, engine } = address;
    if (admin.engine !== engine || admin.store !== store)
      throw new InvalidTenantInputError([{ path: 'adminUrl', message: 'leads to another database' }]);
    const user = within('databaseUrl', () => checkIdentifier(decodeURIComponent(new URL(url).username)));
    await this.parts.probe.reach(address);
    await this.findOwn(row, admin);
    await settle(admin, user);
  }
}

/** Throws StoreRightsError. */
async function settle({ engine, url, serverUrl, store }: StoreAddress, user: string): Promise<void> {
  try {
    await engine.stores(serverUrl).settle?.(store, user);
  } catch (error) {
    if (engine.connectFailure(error) !== 'no_access') throw error;
    const wanted = `give "${user}" its rights`;
    throw new StoreRightsError(publicUrl(url), wanted, 'the tables, as their owner', { cause: error });
  }
}
