import type { Engine, StoreAdmin } from '../engine/engine.js';
import { engineOfUrl, findEngine } from '../engine/engines.js';
import { TenantDatabaseUnavailableError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';
import type { ServerCatalog } from './server-catalog.js';
import { splitStoreUrl } from './store-url.js';
import { OWN_SERVER, type TenantCatalog } from './tenant-catalog.js';

/** Where a tenant's store can be made and dropped. */
export interface StorePlace {
  readonly engine: Engine;
  readonly admin: StoreAdmin;
  /** The name of the store there. */
  readonly store: string;
  /** True when the tenant brought its database along: it is emptied, never dropped. */
  readonly brought: boolean;
}

/** Finds where a tenant's rows live. The environment outranks the tenant's own URL, which outranks its server. */
export class StoreLocator {
  constructor(
    private readonly tenants: TenantCatalog,
    private readonly servers: ServerCatalog,
    private readonly overrideUrl: (slug: string) => string | undefined = () => undefined,
  ) {}

  /** Credentials included. */
  async storeUrl(tenant: Tenant): Promise<string> {
    const brought = await this.broughtUrl(tenant);
    if (brought !== undefined) return brought;
    const { server, store } = tenant.placement;
    try {
      return this.engine(tenant).storeUrl(await this.servers.urlOf(server), store);
    } catch (error) {
      // An unknown server or another ENCRYPTION_KEY: the tenant exists, its store can't be found.
      throw new TenantDatabaseUnavailableError(tenant.slug, { cause: error });
    }
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
    const url = await this.storeUrl(tenant);
    const engine = engineOfUrl(url);
    const { serverUrl, store } = splitStoreUrl(engine.name, url);
    const brought = (await this.broughtUrl(tenant)) !== undefined;
    return { engine, admin: engine.stores(serverUrl), store, brought };
  }

  private async broughtUrl({ id, slug, placement }: Tenant): Promise<string | undefined> {
    const override = this.overrideUrl(slug);
    if (override !== undefined || placement.server !== OWN_SERVER) return override;
    return this.tenants.ownUrl(id);
  }
}

function engineNamed(name: Tenant['placement']['engine']): Engine {
  const engine = findEngine(name);
  if (!engine) throw new RangeError(`This program has no engine "${name}".`);
  return engine;
}
