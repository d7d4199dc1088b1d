import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServerCatalog } from '../catalog/servers/server-catalog.js';
import { type TenantCatalog, tenantOf } from '../catalog/tenant-catalog.js';
import type { Tenant } from '../tenant.js';
import type { ControlDoctor } from './control-doctor.js';
import { type Finding, findingsOf, isProblem } from './finding.js';
import type { PlatformDatabases } from './platform-databases.js';
import type { ServerDoctor } from './server-doctor.js';
import type { TenantDoctor } from './tenant-doctor.js';

export interface DoctorParts {
  tenants: TenantCatalog;
  servers: ServerCatalog;
  control: ControlDoctor;
  server: ServerDoctor;
  tenant: TenantDoctor;
  databases: PlatformDatabases;
}

export interface Examination {
  /** Default: every tenant, and every server. Throws TenantNotFoundError. */
  slug?: string;
  /** Stops between two tenants. */
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** True when it was stopped between two tenants. */
  readonly interrupted: boolean;
}

/**
 * Looks at a live deployment and changes nothing: the control database, its servers, and each tenant's store and role.
 * Says of everything that isn't as it should be what to do about it.
 */
export class Doctor {
  constructor(private readonly parts: DoctorParts) {}

  async examine({ slug, signal, onProgress }: Examination = {}): Promise<Diagnosis> {
    this.parts.databases.forget();
    const findings = await this.parts.control.examine();
    // Whatever else there is stands in the control database.
    if (findings.some(({ check, level }) => level === 'problem' && HINDERS.has(check)))
      return { findings, interrupted: false };
    const tenants = await this.tenants(slug);
    findings.push(...(await this.servers(slug === undefined ? undefined : tenants)));
    const down = new Set(
      findings.filter((one) => isProblem(one) && one.check === 'reachable').map(({ subject }) => subject),
    );
    for (const [index, tenant] of tenants.entries()) {
      await nextTurn();
      if (signal?.aborted) return { findings, interrupted: true };
      if (!down.has(`server ${tenant.placement.server}`)) findings.push(...(await this.tenant(tenant)));
      onProgress?.(index + 1, tenants.length);
    }
    return { findings, interrupted: false };
  }

  private async tenants(slug: string | undefined): Promise<Tenant[]> {
    if (slug !== undefined) return [await this.parts.tenants.get(slug)];
    return (await this.parts.tenants.list()).map(tenantOf);
  }

  private async servers(of: readonly Tenant[] | undefined): Promise<Finding[]> {
    const names = of && new Set(of.map(({ placement }) => placement.server));
    const found: Finding[] = [];
    for (const server of await this.parts.servers.list()) {
      if (!names || names.has(server.name)) found.push(...(await this.parts.server.examine(server)));
    }
    return found;
  }

  /** One that isn't there yet, or any more, has no store to look at. */
  private async tenant(tenant: Tenant): Promise<Finding[]> {
    if (tenant.status === 'provisioning' || tenant.status === 'deleted') return [];
    if (tenant.status !== 'failed') return this.parts.tenant.examine(tenant);
    const message = 'Its creation has failed, and nobody has taken it up again.';
    const remedy =
      'Retry or cancel its operation: POST /api/operations/<id>/retry or /cancel on the admin host.';
    return findingsOf(`tenant ${tenant.slug}`, 'status', [{ message, remedy, isWarning: true }]);
  }
}

/** Problems of the control database after which nothing else can be looked at. */
const HINDERS = new Set(['reachable', 'migrated']);
