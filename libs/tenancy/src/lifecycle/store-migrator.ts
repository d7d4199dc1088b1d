import type { ConnectionRegistry } from '../connection/connection-registry.js';
import { migrationTimestamp } from '../connection/engine-template.js';
import type { TenantCatalog } from '../catalog/tenant-catalog.js';
import type { StoreLocator } from '../catalog/store-locator.js';
import { InvalidTenantInputError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';
import { migrateStore } from './migrate-store.js';
import type { TenantRoles } from './tenant-roles.js';

export type SchemaAge = 'current' | 'behind' | 'newer';

/** Brings tenants' stores to the newest schema, and the catalog's knowledge of it with them. */
export class StoreMigrator {
  constructor(
    private readonly registry: ConnectionRegistry,
    private readonly tenants: TenantCatalog,
    private readonly locator: StoreLocator,
    private readonly roles: TenantRoles,
  ) {}

  /** From the catalog alone: a fleet at the newest version opens no tenant connection. */
  age(tenant: Tenant, to = this.newest(tenant)): SchemaAge {
    const newest = migrationTimestamp(to ?? '');
    const applied = migrationTimestamp(tenant.schemaVersion ?? '');
    if (applied === newest) return 'current';
    return applied < newest ? 'behind' : 'newer';
  }

  newest(tenant: Tenant): string | undefined {
    return this.registry.template(this.locator.engine(tenant).name).newestMigration;
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

  /** The newest migration of a module: the first word of its name. Throws InvalidTenantInputError. */
  newestOf(module: string): string {
    const wanted = module.toLowerCase();
    const found = this.registry.migrationNames.findLast((name) => moduleOf(name) === wanted);
    return found ?? refuse('module', `there is no module "${module}" with migrations`);
  }

  /** Idempotent: TypeORM's own table in the store says what was applied, the catalog follows it. */
  async migrate(tenant: Tenant, to?: string): Promise<void> {
    const version = await this.apply(tenant, to);
    await this.roles.ensure(tenant);
    await this.tenants.setSchemaVersion(tenant.slug, version);
    if (this.sharesTables(tenant))
      await this.tenants.setSharedSchemaVersion(tenant.placement.server, version);
  }

  private async apply(tenant: Tenant, to?: string): Promise<string | null> {
    const source = this.registry.open(tenant);
    try {
      return await migrateStore(source, to);
    } finally {
      await source.destroy();
    }
  }
}

const moduleOf = (migration: string): string | undefined => /^[A-Z][a-z]*/.exec(migration)?.[0].toLowerCase();

function refuse(path: string, message: string): never {
  throw new InvalidTenantInputError([{ path, message }]);
}
