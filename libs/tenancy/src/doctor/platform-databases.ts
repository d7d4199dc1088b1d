import type { DataSource } from 'typeorm';
import type { SharedDatabases } from '../catalog/servers/shared-databases.js';
import { ServerEntity } from '../catalog/rows/server.entity.js';
import type { StoreLocator } from '../catalog/store-locator.js';
import { splitStoreUrl } from '../catalog/servers/store-url.js';
import { type TenantCatalog, tenantOf } from '../catalog/tenant-catalog.js';
import { OWN_SERVER } from '../catalog/tenant-list.js';
import { TenantEntity } from '../catalog/rows/tenant.entity.js';
import { serverName } from '../connection/server-name.js';
import { engineOfUrl } from '../engine/engines.js';
import type { Tenant } from '../tenant.js';

export interface PlatformDatabasesParts {
  control: DataSource;
  controlUrl: string;
  shared: SharedDatabases;
  tenants: TenantCatalog;
  locator: StoreLocator;
}

/** Names of the platform's databases on each server: where a tenant's role has no business. */
export class PlatformDatabases {
  private readonly placed = new Map<string, ReadonlySet<string>>();
  private readonly told = new Set<string>();
  /** By host and port, the databases that tenants brought. */
  private brought: Promise<ReadonlyMap<string, ReadonlySet<string>>> | undefined = undefined;

  constructor(private readonly parts: PlatformDatabasesParts) {}

  /** True once in an examination. `url`: of a store on the server that it is about. */
  isNews(url: string, what: string): boolean {
    const news = `${serverName(url)} ${what}`;
    const isNew = !this.told.has(news);
    this.told.add(news);
    return isNew;
  }

  /** What was known is of the last examination. */
  forget(): void {
    this.told.clear();
    this.placed.clear();
    this.brought = undefined;
  }

  /** All but the tenant's own. `url`: of its store. */
  async besides({ placement: { server, store } }: Tenant, url: string): Promise<ReadonlySet<string>> {
    const placed = this.placed.get(server) ?? (await this.placedOn(server));
    this.placed.set(server, placed);
    this.brought ??= this.broughtAlong();
    const others = new Set([...placed, ...((await this.brought).get(serverName(url)) ?? [])]);
    others.delete(store);
    const { controlUrl } = this.parts;
    if (serverName(url) === serverName(controlUrl)) others.add(nameOf(controlUrl));
    return others;
  }

  private async placedOn(server: string): Promise<ReadonlySet<string>> {
    const { manager } = this.parts.control;
    const tenants = await manager.find(TenantEntity, {
      where: { server, isolation: 'database' },
      select: { id: true, store: true },
    });
    const names = new Set(tenants.map(({ store }) => store));
    const row = await manager.findOneBy(ServerEntity, { name: server });
    if (row?.sharedEncrypted) names.add((await this.parts.shared.of(server)).name);
    return names;
  }

  private async broughtAlong(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const { tenants, locator } = this.parts;
    const found = new Map<string, Set<string>>();
    for (const tenant of (await tenants.list()).map(tenantOf)) {
      const isPlaced = tenant.placement.server !== OWN_SERVER && locator.source(tenant) === 'catalog';
      // One whose URL can't be read is told by its own examination.
      const url = isPlaced ? undefined : await locator.storeUrl(tenant).catch(() => undefined);
      if (url === undefined) continue;
      const names = found.get(serverName(url)) ?? new Set();
      found.set(serverName(url), names.add(nameOf(url)));
    }
    return found;
  }
}

const nameOf = (url: string): string => splitStoreUrl(engineOfUrl(url).name, url).store;
