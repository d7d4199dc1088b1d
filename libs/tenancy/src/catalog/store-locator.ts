import type { Engine, SharedPlace, StoreAdmin } from '../engine/engine.js';
import { engineOfUrl, findEngine } from '../engine/engines.js';
import { databaseIsolation } from '../isolation/database.js';
import type { Isolation } from '../isolation/isolation.js';
import { isolationNamed } from '../isolation/isolations.js';
import { StoreMarkerError, TenantDatabaseUnavailableError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';
import { OverrideMissingError } from './rows/catalog.errors.js';
import type { ServerCatalog } from './servers/server-catalog.js';
import type { SharedDatabases } from './servers/shared-databases.js';
import type { SharedOwners, SharedSpot } from './servers/shared-owners.js';
import { splitStoreUrl } from './servers/store-url.js';
import { OWN_SERVER, type TenantCatalog } from './tenant-catalog.js';
import type { TenantCredentials } from './tenant-credentials.js';

/** Where a tenant's store can be made and dropped. */
export interface StorePlace {
  readonly engine: Engine;
  readonly admin: StoreAdmin;
  /** The name of the store there. */
  readonly store: string;
  /** True when the tenant brought its database along: it is emptied, never dropped. */
  readonly brought: boolean;
  /** True when the store lies in a database that its server's tenants share. */
  readonly isShared: boolean;
}

/** What is written down of tenants and servers that leads to a store. */
export interface LocatorCatalogs {
  tenants: TenantCatalog;
  servers: ServerCatalog;
  credentials: TenantCredentials;
  shared: SharedDatabases;
  owners: SharedOwners;
}

/** Finds where a tenant's rows live. The environment outranks the tenant's own URL, which outranks its server. */
export class StoreLocator {
  constructor(
    private readonly catalogs: LocatorCatalogs,
    private readonly overrideUrl: (slug: string) => string | undefined = () => undefined,
  ) {}

  /** For requests: with the credentials of the tenant's role, or of the role that sharing tenants have. */
  async storeUrl(tenant: Tenant): Promise<string> {
    const brought = await this.broughtUrl(tenant);
    if (brought !== undefined) return brought;
    const { credentials, shared } = this.catalogs;
    return this.onServer(tenant, async (serverUrl, engine) => {
      const { isolation, server, store } = tenant.placement;
      const { name, login } = isolationNamed(isolation).face
        ? await shared.of(server)
        : { name: store, login: await credentials.find(tenant.id) };
      const url = engine.storeUrl(serverUrl, name);
      return login ? engine.withCredentials(url, login) : url;
    });
  }

  /** For migrations: as the user that provisions the server, or that the tenant brought for it. */
  async adminUrl(tenant: Tenant): Promise<string> {
    const brought = await this.broughtUrl(tenant, 'ownAdminUrl');
    if (brought !== undefined) return brought;
    const face = this.isolation(tenant).face?.(tenant);
    return this.onServer(tenant, async (serverUrl, engine) => {
      if (!face || !engine.sharing) return engine.storeUrl(serverUrl, tenant.placement.store);
      const { name } = await this.catalogs.shared.of(tenant.placement.server);
      return engine.sharing.inSchema(engine.storeUrl(serverUrl, name), face.schema);
    });
  }

  /** Before anything is made or changed in the store: see SharedOwners. */
  async assertOurs(tenant: Tenant): Promise<void> {
    const spot = await this.sharedSpot(tenant);
    if (spot) await this.catalogs.owners.assertOurs(spot);
  }

  /** Before rows of it are read: see SharedOwners. Throws StoreMarkerError. */
  async assertNotAnothers(tenant: Tenant): Promise<void> {
    const spot = await this.sharedSpot(tenant);
    if (spot && (await this.catalogs.owners.isAnothers(spot))) throw new StoreMarkerError(tenant.slug);
  }

  /** The tenants of one server with this key share its connections. Behind another URL they share others. */
  poolOf({ placement, connectionVersion }: Tenant): string {
    return `shared:${placement.server}#${connectionVersion}`;
  }

  /** A database that a tenant brings, or the environment names, is its own. */
  isolation({ slug, placement }: Tenant): Isolation {
    const own = placement.server === OWN_SERVER || this.overrideUrl(slug) !== undefined;
    return own ? databaseIsolation : isolationNamed(placement.isolation);
  }

  engine({ slug, placement }: Tenant): Engine {
    const override = this.overrideUrl(slug);
    return override === undefined ? engineNamed(placement.engine) : engineOfUrl(override);
  }

  /** Whether the URL comes from the environment or from the catalog. */
  source({ slug }: Tenant): 'environment' | 'catalog' {
    return this.overrideUrl(slug) === undefined ? 'catalog' : 'environment';
  }

  async place(tenant: Tenant): Promise<StorePlace> {
    const brought = await this.broughtUrl(tenant, 'ownAdminUrl');
    const { server, isolation, store } = tenant.placement;
    if (brought === undefined && isolation !== 'database') {
      const database = await this.catalogs.shared.of(server);
      return this.onServer(tenant, (serverUrl, engine) =>
        placeAt(engine, { serverUrl, store, shared: { isolation, database } }),
      );
    }
    const url = brought ?? (await this.adminUrl(tenant));
    const engine = engineOfUrl(url);
    return placeAt(engine, { ...splitStoreUrl(engine.name, url), brought: brought !== undefined });
  }

  /** Undefined where a store is nobody's but the tenant's. */
  private async sharedSpot(tenant: Tenant): Promise<SharedSpot | undefined> {
    if (!this.isolation(tenant).face) return undefined;
    const database = await this.catalogs.shared.of(tenant.placement.server);
    return this.onServer(tenant, (serverUrl, engine) => ({ engine, serverUrl, database }));
  }

  private async onServer<T>(
    tenant: Tenant,
    work: (serverUrl: string, engine: Engine) => Promise<T> | T,
  ): Promise<T> {
    try {
      return await work(await this.catalogs.servers.urlOf(tenant.placement.server), this.engine(tenant));
    } catch (error) {
      // An unknown server or another ENCRYPTION_KEY: the tenant exists, its store can't be found.
      throw new TenantDatabaseUnavailableError(tenant.slug, { cause: error });
    }
  }

  private async broughtUrl(
    { id, slug, placement }: Tenant,
    which: 'ownUrl' | 'ownAdminUrl' = 'ownUrl',
  ): Promise<string | undefined> {
    const override = this.overrideUrl(slug);
    if (override !== undefined || placement.server !== OWN_SERVER) return override;
    return (await this.catalogs.tenants[which](id)) ?? unnamed(slug);
  }
}

/** Throws: it was made where a setting named its database, and here the setting is missing. */
function unnamed(slug: string): never {
  throw new TenantDatabaseUnavailableError(slug, { cause: new OverrideMissingError(slug) });
}

interface Found {
  serverUrl: string;
  store: string;
  brought?: boolean;
  shared?: SharedPlace;
}

const placeAt = (engine: Engine, { serverUrl, store, brought, shared }: Found): StorePlace => ({
  engine,
  admin: engine.stores(serverUrl, shared),
  store,
  brought: brought ?? false,
  isShared: shared !== undefined,
});

function engineNamed(name: Tenant['placement']['engine']): Engine {
  const engine = findEngine(name);
  if (!engine) throw new RangeError(`This program has no engine "${name}".`);
  return engine;
}
