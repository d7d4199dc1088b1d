import type { DataSource } from 'typeorm';
import { tenantIds } from '../catalog/servers/shared-owners.js';
import type { ServerCatalog } from '../catalog/servers/server-catalog.js';
import type { ServerLoad } from '../catalog/servers/server-choice.js';
import type { SharedDatabases } from '../catalog/servers/shared-databases.js';
import { TenantEntity } from '../catalog/rows/tenant.entity.js';
import type { Check, ServerUnderCheck } from '../engine/engine-checks.js';
import { findEngine } from '../engine/engines.js';
import type { IsolationName } from '../tenant.js';
import { type Finding, findingsOf, isProblem, look, lookAll } from './finding.js';
import { UNREADABLE } from './remedies.js';

const REACH = 'Start it, or correct its URL: TENANT_SERVER_URL for the default server, else the catalog.';

/** Looks at the servers that tenants are placed on. */
export class ServerDoctor {
  constructor(
    private readonly control: DataSource,
    private readonly servers: ServerCatalog,
    private readonly shared: SharedDatabases,
  ) {}

  async examine(server: ServerLoad): Promise<Finding[]> {
    const subject = `server ${server.name}`;
    const engine = findEngine(server.engine);
    const target = await this.target(server).catch(() => undefined);
    const credentials = target ? [] : [UNREADABLE];
    const opened = findingsOf(subject, 'credentials', credentials);
    if (!target || !engine) return opened;
    const [reach, ...rest] = engine.checks.server;
    if (!reach) return opened;
    const reachable = await look(subject, reach.name, () => reach.faults(target), REACH);
    if (reachable.some(isProblem)) return [...opened, ...reachable];
    return [...opened, ...reachable, ...(await lookAll(subject, rest.filter(concerns(target)), target))];
  }

  private async target(server: ServerLoad): Promise<ServerUnderCheck> {
    const url = this.servers.open(server);
    const isolations = await this.isolations(server.name);
    if (!server.sharedEncrypted) return { url, isolations };
    const known = await tenantIds(this.control.manager);
    return { url, isolations, known, shared: await this.shared.of(server.name) };
  }

  private async isolations(server: string): Promise<ReadonlySet<IsolationName>> {
    const rows: { isolation: IsolationName }[] = await this.control.manager
      .createQueryBuilder(TenantEntity, 'tenant')
      .select('DISTINCT tenant.isolation', 'isolation')
      .where("tenant.server = :server AND tenant.status <> 'deleted'", { server })
      .getRawMany();
    return new Set(rows.map(({ isolation }) => isolation));
  }
}

const concerns =
  ({ isolations }: ServerUnderCheck) =>
  ({ isolations: needs }: Check<ServerUnderCheck>): boolean =>
    !needs || needs.some((name) => isolations.has(name));
