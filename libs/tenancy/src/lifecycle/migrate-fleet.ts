import { setImmediate as nextTurn } from 'node:timers/promises';
import { TenantStateError } from '../catalog/catalog.errors.js';
import type { CatalogChange } from '../catalog/catalog-change.js';
import { type TenantCatalog, tenantOf } from '../catalog/tenant-catalog.js';
import type { TenantCredentials } from '../catalog/tenant-credentials.js';
import type { Tenant, TenantStatus } from '../tenant.js';
import type { OperationKind, OperationStep } from './operation-kind.js';
import type { OperationRunner } from './operation-runner.js';
import { describeFailure } from './operation.errors.js';
import type { StoreMigrator } from './store-migrator.js';

const MIGRATE = 'migrate';

/** What became of each tenant of a run. Skipped is never done. */
export interface FleetReport {
  succeeded: string[];
  failed: { tenant: string; code: string; error: string }[];
  skipped: { tenant: string; reason: string }[];
  /** True when the run was stopped between two tenants; the rest is in none of the lists. */
  interrupted: boolean;
}

export interface FleetRun {
  /** Default: all. */
  slugs?: readonly string[];
  /** Stops between two tenants. */
  signal?: AbortSignal;
  /** After each tenant that was worked on or skipped. */
  onProgress?: (done: number, total: number) => void;
}

const NOT_MIGRATED: ReadonlySet<TenantStatus> = new Set(['provisioning', 'failed', 'deleted']);

/** One tenant's migration as an operation: one at a time for a tenant, resumed when its process dies. */
export class TenantMigration implements OperationKind {
  readonly kind = MIGRATE;

  constructor(private readonly migrator: StoreMigrator) {}

  steps(): readonly OperationStep[] {
    return [{ name: 'migrate', run: ({ tenant }) => this.migrator.migrate(tenant) }];
  }
}

/** Brings many tenants to the newest schema, one after another, and goes on after one that fails. */
export class FleetMigration {
  constructor(
    private readonly tenants: TenantCatalog,
    private readonly changes: CatalogChange,
    private readonly runner: OperationRunner,
    private readonly migrator: StoreMigrator,
    private readonly credentials: TenantCredentials,
  ) {}

  async run({ slugs, signal, onProgress }: FleetRun = {}): Promise<FleetReport> {
    const report: FleetReport = { succeeded: [], failed: [], skipped: [], interrupted: false };
    const fleet = await this.fleet(slugs);
    const reasonToSkip = await this.reasonsToSkip(slugs !== undefined);
    for (const [index, tenant] of fleet.entries()) {
      // On SQLite nothing below gives the event loop a turn, and a signal is heard in one.
      await nextTurn();
      if (signal?.aborted) return { ...report, interrupted: true };
      await this.one(tenant, report, reasonToSkip(tenant));
      onProgress?.(index + 1, fleet.length);
    }
    return report;
  }

  /** Slugs whose store is behind this program, by the catalog alone. */
  async behind(slugs?: readonly string[]): Promise<string[]> {
    const fleet = await this.fleet(slugs);
    const reasonToSkip = await this.reasonsToSkip();
    return fleet.filter((tenant) => !reasonToSkip(tenant)).map(({ slug }) => slug);
  }

  /** What a look at the servers shows to be wrong with tables that tenants share. */
  async faults(slugs?: readonly string[]): Promise<string[]> {
    const fleet = await this.fleet(slugs);
    return this.migrator.faults(fleet.filter(({ status }) => !NOT_MIGRATED.has(status)));
  }

  /** Starts one tenant's migration; returns the operation's id. */
  async start(slug: string): Promise<string> {
    const tenant = await this.tenants.get(slug);
    if (NOT_MIGRATED.has(tenant.status)) throw new TenantStateError(slug, tenant.status, 'migrated');
    const id = await this.changes.run(undefined, (manager) =>
      this.runner.insert(manager, { kind: MIGRATE, tenant, input: {}, secrets: {} }),
    );
    this.runner.launch(id);
    return id;
  }

  private async one(tenant: Tenant, report: FleetReport, reason: string | undefined): Promise<void> {
    if (reason) {
      report.skipped.push({ tenant: tenant.slug, reason });
      return;
    }
    try {
      await this.runner.finished(await this.start(tenant.slug));
      report.succeeded.push(tenant.slug);
    } catch (error) {
      const { error: message, errorCode: code } = describeFailure(error);
      report.failed.push({ tenant: tenant.slug, code, error: message });
    }
  }

  /** A tenant of before there were roles is behind, too: it gets one. */
  private async reasonsToSkip(named = false): Promise<(tenant: Tenant) => string | undefined> {
    const roleless = await this.credentials.missing();
    return (tenant) => {
      if (NOT_MIGRATED.has(tenant.status)) return `is ${tenant.status}`;
      const age = this.migrator.age(tenant);
      if (age === 'newer') return 'is newer than this program';
      const wantsRole = roleless.has(tenant.id) && this.migrator.hasRoles(tenant);
      // Somebody may have broken what they share: who names a tenant wants it looked at.
      const again = wantsRole || (named && this.migrator.sharesTables(tenant));
      return age === 'current' && !again ? 'is at the newest version' : undefined;
    };
  }

  private async fleet(slugs?: readonly string[]): Promise<Tenant[]> {
    if (slugs) return Promise.all(slugs.map((slug) => this.tenants.get(slug)));
    return (await this.tenants.list()).map(tenantOf);
  }
}
