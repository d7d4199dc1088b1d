import type { ConnectionRegistry } from '../../connection/connection-registry.js';
import { migrationTimestamp, newestMigration } from '../../orm/engine-template.js';
import type { SchemaAge } from '../../connection/schema-age.js';
import { migrationName, type OwnedFeature } from '../../repository/tenant-feature.js';
import type { TenantCatalog } from '../../catalog/tenant-catalog.js';
import type { StoreLocator } from '../../catalog/store-locator.js';
import { InvalidTenantInputError } from '../../tenancy.errors.js';
import type { Tenant } from '../../tenant.js';
import { migrateStore } from './migrate-store.js';
import type { TenantRoles } from './tenant-roles.js';

/** Brings tenants' stores to the newest schema, and the catalog's knowledge of it with them. */
export class StoreMigrator {
  constructor(
    private readonly registry: ConnectionRegistry,
    private readonly tenants: TenantCatalog,
    private readonly locator: StoreLocator,
    private readonly roles: TenantRoles,
    private readonly modules: readonly OwnedFeature[],
  ) {}

  /** From the catalog alone: a fleet at the newest version opens no tenant connection. `to`: the last that counts. */
  age(tenant: Tenant, to?: string): SchemaAge {
    return this.registry.schemaAge(tenant, to);
  }

  /** Whether the tenants of its engine and isolation sign in with roles of their own. */
  hasRoles(tenant: Tenant): boolean {
    const own = this.locator.source(tenant) === 'catalog';
    return own && this.locator.engine(tenant).capabilities.roles && !this.locator.isolation(tenant).face;
  }

  sharesTables(tenant: Tenant): boolean {
    return this.locator.isolation(tenant).tenantColumn !== undefined;
  }

  /** Those of the entities; none where the store's schema is another than the program's. */
  tables(tenant: Tenant): string[] {
    if (this.age(tenant) !== 'current') return [];
    const { entityMetadatas } = this.registry.template(this.locator.engine(tenant).name);
    return entityMetadatas.map(({ tableName }) => tableName);
  }

  /** What is wrong with the tables that these tenants share, once for each server. */
  async faults(tenants: readonly Tenant[]): Promise<string[]> {
    const faults: string[] = [];
    const sharing = tenants.filter((tenant) => this.sharesTables(tenant));
    for (const [server, tenant] of new Map(sharing.map((one) => [one.placement.server, one]))) {
      const { admin } = await this.locator.place(tenant);
      const found = (await admin.check?.(this.tables(tenant))) ?? [];
      faults.push(...found.map((fault) => `${server}: ${fault}`));
    }
    return faults;
  }

  /** The migration of this name or timestamp. Throws InvalidTenantInputError. */
  named(text: string): string {
    const found = this.registry.migrationNames.find(
      (name) => name === text || String(migrationTimestamp(name)) === text,
    );
    return found ?? refuse('to', `there is no migration "${text}"`);
  }

  /** The newest migration of a module: `sales` for what SalesModule registers. Throws InvalidTenantInputError. */
  newestOf(module: string): string {
    const wanted = module.toLowerCase();
    const its = this.modules.filter((one) => one.module === wanted).flatMap(({ migrations }) => migrations);
    const names = new Set(its.map(migrationName));
    const found = this.registry.migrationNames.findLast((name) => names.has(name));
    return found ?? refuse('module', `there is no module "${module}" with migrations`);
  }

  /** Idempotent: TypeORM's own table in the store says what was applied, the catalog follows it. */
  async migrate(tenant: Tenant, to?: string): Promise<void> {
    const applied = await this.apply(tenant, to);
    await this.roles.ensure(tenant);
    const newest = newestMigration(applied);
    await this.tenants.setSchemaVersion(tenant.slug, newest, applied);
    if (this.sharesTables(tenant))
      await this.tenants.setSharedSchemaVersion(tenant.placement.server, newest, applied);
  }

  private async apply(tenant: Tenant, to?: string): Promise<string[]> {
    const source = this.registry.open(tenant);
    try {
      return await migrateStore(source, to);
    } finally {
      await source.destroy();
    }
  }
}

function refuse(path: string, message: string): never {
  throw new InvalidTenantInputError([{ path, message }]);
}
