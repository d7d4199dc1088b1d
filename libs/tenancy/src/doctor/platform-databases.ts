import type { DataSource } from 'typeorm';
import { splitStoreUrl } from '../catalog/store-url.js';
import { TenantEntity } from '../catalog/tenant.entity.js';
import type { SharedDatabases } from '../catalog/shared-databases.js';
import { serverName } from '../connection/server-name.js';
import { engineOfUrl } from '../engine/engines.js';
import type { Tenant } from '../tenant.js';
import { ServerEntity } from '../catalog/server.entity.js';

/** Names of the platform's databases on each server: where a tenant's role has no business. */
export class PlatformDatabases {
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly control: DataSource,
    private readonly shared: SharedDatabases,
    private readonly controlUrl: string,
  ) {}

  /** What was known is of the last examination. */
  forget(): void {
    this.known.clear();
  }

  /** All but the tenant's own. `url`: of its store. */
  async besides({ placement: { server, store } }: Tenant, url: string): Promise<ReadonlySet<string>> {
    const all = this.known.get(server) ?? (await this.of(server));
    this.known.set(server, all);
    const others = new Set(all);
    others.delete(store);
    if (serverName(url) === serverName(this.controlUrl)) others.add(this.controlName());
    return others;
  }

  private async of(server: string): Promise<ReadonlySet<string>> {
    const { manager } = this.control;
    const tenants = await manager.find(TenantEntity, {
      where: { server, isolation: 'database' },
      select: { id: true, store: true },
    });
    const names = new Set(tenants.map(({ store }) => store));
    const row = await manager.findOneBy(ServerEntity, { name: server });
    if (row?.sharedEncrypted) names.add((await this.shared.of(server)).name);
    return names;
  }

  private controlName(): string {
    return splitStoreUrl(engineOfUrl(this.controlUrl).name, this.controlUrl).store;
  }
}
