import { engineOfUrl, findEngine } from '../engine/engines.js';
import type { Engine } from '../engine/engine.js';
import { InvalidDefinitionError } from '../repository/invalid-definition.error.js';
import type { Tenant } from '../tenant.js';
import type { ServerCatalog } from './server-catalog.js';
import { OWN_SERVER, type TenantCatalog } from './tenant-catalog.js';

/** Tells where a tenant's store is: the environment's URL, its own one, or its server's. */
export class StoreLocator {
  constructor(
    private readonly catalog: TenantCatalog,
    private readonly servers: ServerCatalog,
    private readonly overrideUrl: (slug: string) => string | undefined,
  ) {}

  /** The environment's URL of a tenant, which outranks the catalog. */
  override(tenant: Tenant): string | undefined {
    return this.overrideUrl(tenant.slug);
  }

  /** The engine of the store, which the environment can change. */
  engine(tenant: Tenant): Engine {
    const override = this.override(tenant);
    const engine = override === undefined ? findEngine(tenant.placement.engine) : engineOfUrl(override);
    if (!engine) throw new InvalidDefinitionError(`There is no engine "${tenant.placement.engine}".`);
    return engine;
  }

  /** Credentials included; never to be shown or logged. */
  async storeUrl(tenant: Tenant): Promise<string> {
    const { server, store } = tenant.placement;
    const url = this.override(tenant) ?? (server === OWN_SERVER ? await this.catalog.ownUrl(tenant.id) : undefined);
    return url ?? this.engine(tenant).storeUrl(await this.servers.urlOf(server), store);
  }
}
