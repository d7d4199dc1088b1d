import { TenantStateError } from '../../catalog/rows/catalog.errors.js';
import type { CatalogChange } from '../../catalog/rows/catalog-change.js';
import { type TenantCatalog, tenantOf } from '../../catalog/tenant-catalog.js';
import type { TenantCredentials } from '../../catalog/tenant-credentials.js';
import type { OperationInput } from '../../catalog/rows/operation.entity.js';
import type { Tenant, TenantStatus } from '../../tenant.js';
import { type FleetMember, type FleetPace, type FleetReport, FleetWalk } from './fleet-walk.js';
import type { OperationKind, OperationStep } from '../../operations/operation-kind.js';
import type { OperationRunner } from '../../operations/operation-runner.js';
import type { StoreMigrator } from './store-migrator.js';

const MIGRATE = 'migrate';

/** Which tenants, how far, and at what pace. */
export interface FleetRun extends FleetPace {
  /** Default: all. */
  slugs?: readonly string[];
  /** Name of the last migration to apply. Default: the newest. */
  to?: string;
}

const NOT_MIGRATED: ReadonlySet<TenantStatus> = new Set(['provisioning', 'failed', 'deleted']);

/** One tenant's migration as an operation: one at a time for a tenant, resumed when its process dies. */
export class TenantMigration implements OperationKind {
  readonly kind = MIGRATE;

  constructor(private readonly migrator: StoreMigrator) {}

  steps(): readonly OperationStep[] {
    return [{ name: 'migrate', run: ({ tenant, input }) => this.migrator.migrate(tenant, toOf(input)) }];
  }
}

/** Brings many tenants to the newest schema. */
export class FleetMigration {
  constructor(
    private readonly tenants: TenantCatalog,
    private readonly changes: CatalogChange,
    private readonly runner: OperationRunner,
    private readonly migrator: StoreMigrator,
    private readonly credentials: TenantCredentials,
  ) {}

  async run({ slugs, to, ...pace }: FleetRun = {}): Promise<FleetReport> {
    const fleet = await this.fleet(slugs);
    const reasonToSkip = await this.reasonsToSkip(to, slugs !== undefined);
    const members = fleet.map((tenant): FleetMember => {
      const skip = reasonToSkip(tenant);
      const lane = this.migrator.sharesTables(tenant) ? `server ${tenant.placement.server}` : tenant.slug;
      return { tenant, lane, ...(skip !== undefined && { skip }) };
    });
    this.runner.widen(pace.parallel ?? 1);
    const walk = new FleetWalk(pace, async ({ slug }) => this.runner.finished(await this.start(slug, to)));
    return walk.over(members);
  }

  /** Slugs whose store is behind this program, or behind `to`, by the catalog alone. */
  async behind(slugs?: readonly string[], to?: string): Promise<string[]> {
    const fleet = await this.fleet(slugs);
    const reasonToSkip = await this.reasonsToSkip(to);
    return fleet.filter((tenant) => !reasonToSkip(tenant)).map(({ slug }) => slug);
  }

  /** The migration that a version (its name, or its timestamp) or a module names. Throws InvalidTenantInputError. */
  versionOf({ version, module }: { version?: string; module?: string }): string | undefined {
    if (version !== undefined) return this.migrator.named(version);
    return module === undefined ? undefined : this.migrator.newestOf(module);
  }

  /** What a look at the servers shows to be wrong with tables that tenants share. */
  async faults(slugs?: readonly string[]): Promise<string[]> {
    return this.migrator.faults(await this.withStores(slugs));
  }

  /** Tenants that have a store, for those who ask each of them. */
  async withStores(slugs?: readonly string[]): Promise<Tenant[]> {
    return (await this.fleet(slugs)).filter(({ status }) => !NOT_MIGRATED.has(status));
  }

  /** Starts one tenant's migration; returns the operation's id. */
  async start(slug: string, to?: string): Promise<string> {
    const tenant = await this.tenants.get(slug);
    if (NOT_MIGRATED.has(tenant.status)) throw new TenantStateError(slug, tenant.status, 'migrated');
    const id = await this.changes.requested(undefined, (manager) =>
      this.runner.insert(manager, {
        kind: MIGRATE,
        tenant,
        input: { ...(to !== undefined && { to }) },
        secrets: {},
      }),
    );
    this.runner.launch(id);
    return id;
  }

  /** A tenant made before roles existed is never skipped: migrating gives it one. */
  private async reasonsToSkip(to?: string, named = false): Promise<(tenant: Tenant) => string | undefined> {
    const roleless = await this.credentials.missing();
    return (tenant) => {
      if (NOT_MIGRATED.has(tenant.status)) return `is ${tenant.status}`;
      const age = this.migrator.age(tenant, to);
      if (age === 'newer') return to === undefined ? 'is newer than this program' : 'is past this version';
      const wantsRole = roleless.has(tenant.id) && this.migrator.hasRoles(tenant);
      // Somebody may have broken what they share: who names a tenant wants it looked at.
      const again = wantsRole || (named && this.migrator.sharesTables(tenant));
      if (age === 'behind' || age === 'unknown' || again) return undefined;
      return to === undefined ? 'is at the newest version' : 'is at this version';
    };
  }

  private async fleet(slugs?: readonly string[]): Promise<Tenant[]> {
    if (slugs) return Promise.all(slugs.map((slug) => this.tenants.get(slug)));
    return (await this.tenants.list()).map(tenantOf);
  }
}

const toOf = ({ to }: OperationInput): string | undefined => (typeof to === 'string' ? to : undefined);
