import type { Provider } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { CatalogDomains1762000400000 } from '../catalog/migrations/1762000400000-catalog-domains.js';
import { CatalogInit1762000000000 } from '../catalog/migrations/1762000000000-catalog-init.js';
import { CatalogProcesses1762000100000 } from '../catalog/migrations/1762000100000-catalog-processes.js';
import { CatalogShared1762000200000 } from '../catalog/migrations/1762000200000-catalog-shared.js';
import { CatalogJobs1762001100000 } from '../catalog/migrations/1762001100000-catalog-jobs.js';
import { CatalogSchemaSets1762000600000 } from '../catalog/migrations/1762000600000-catalog-schema-sets.js';
import { CatalogPlatform1762000500000 } from '../catalog/migrations/1762000500000-catalog-platform.js';
import { CatalogTextKeys1762000650000 } from '../catalog/migrations/1762000650000-catalog-text-keys.js';
import { TenantData1762001000000 } from '../catalog/migrations/1762001000000-tenant-data.js';
import { CatalogPlacement1762000310000 } from '../catalog/migrations/1762000310000-catalog-placement.js';
import { CATALOG_ENTITIES } from '../catalog/rows/catalog.entities.js';
import { StoreLocator } from '../catalog/store-locator.js';
import { TenantCatalog } from '../catalog/tenant-catalog.js';
import { currentScope } from '../context/tenant-context.js';
import { engineOfUrl } from '../engine/engines.js';
import { migrateStore } from '../lifecycle/migrate/migrate-store.js';
import { CONTROL_DATA_SOURCE } from '../repository/inject-tenant-repository.js';
import {
  assertOwnTables,
  collectFeatures,
  type EntityTable,
  type OwnedFeature,
} from '../repository/tenant-feature.js';
import { TENANCY_OPTIONS, type TenancyOptions } from '../tenancy.options.js';
import { ConnectionRegistry } from '../connection/connection-registry.js';
import { openControlDatabase } from '../catalog/control-database.js';
import { EngineTemplate } from '../orm/engine-template.js';
import { EngineTemplates } from '../orm/engine-templates.js';
import { ProcessShare } from '../catalog/process-share.js';

/** Token of the templates of the tenants' entities: `EngineTemplates`. */
const TENANT_TEMPLATES = Symbol('TENANT_TEMPLATES');
const CATALOG_MIGRATIONS = [
  CatalogInit1762000000000,
  CatalogProcesses1762000100000,
  CatalogShared1762000200000,
  CatalogPlacement1762000310000,
  CatalogDomains1762000400000,
  CatalogPlatform1762000500000,
  CatalogSchemaSets1762000600000,
  CatalogTextKeys1762000650000,
  TenantData1762001000000,
  CatalogJobs1762001100000,
];
const CATALOG: OwnedFeature = {
  module: 'tenantry catalog',
  entities: CATALOG_ENTITIES,
  migrations: CATALOG_MIGRATIONS,
};

/** Token of what each module has registered of the tenants' stores: `readonly OwnedFeature[]`. */
export const MIGRATION_MODULES = Symbol('MIGRATION_MODULES');

export const connectionProviders = [
  {
    provide: CONTROL_DATA_SOURCE,
    inject: [TENANCY_OPTIONS, ModulesContainer],
    useFactory: async (options: TenancyOptions, modules: ModulesContainer): Promise<DataSource> => {
      const { entities, migrations, owners } = collectFeatures(modules, 'control', [CATALOG]);
      const control = openControlDatabase({
        url: options.controlUrl,
        entities,
        migrations,
        acquireTimeoutMs: options.connections.acquireTimeoutMs,
        statementTimeoutMs: options.connections.statementTimeoutMs,
        watch: options.watch,
      });
      assertOwnTables(owners, tablesOf(control));
      if (options.migrateControl ?? true) await migrateStore(control);
      return control;
    },
  },
  {
    provide: TENANT_TEMPLATES,
    inject: [ModulesContainer, TENANCY_OPTIONS],
    useFactory: (modules: ModulesContainer, { stores }: TenancyOptions): EngineTemplates => {
      const { entities, migrations, owners } = collectFeatures(modules, 'tenant');
      const current = (): DataSource => currentScope('An entity').dataSource;
      const extra = { entitySkipConstructor: stores.entitySkipConstructor ?? false };
      return new EngineTemplates(engineOfUrl(stores.serverUrl).name, (engine) => {
        const template = EngineTemplate.build({ engine, entities, migrations, current, extra });
        assertOwnTables(owners, tablesOf(template));
        return template;
      });
    },
  },
  {
    provide: MIGRATION_MODULES,
    inject: [ModulesContainer],
    useFactory: (modules: ModulesContainer): readonly OwnedFeature[] =>
      collectFeatures(modules, 'tenant').owners,
  },
  {
    provide: ConnectionRegistry,
    inject: [TENANT_TEMPLATES, StoreLocator, TenantCatalog, TENANCY_OPTIONS],
    useFactory: (...[templates, locator, tenants, { connections, watch }]: RegistryParts) =>
      new ConnectionRegistry(templates, locator, {
        schemaOf: ({ schemaVersion, schemaSet }) => ({
          version: schemaVersion,
          applied: tenants.schemas.find(schemaSet),
        }),
        cap: connections.budget,
        perTenant: connections.perTenant,
        ...(connections.atWork === undefined ? {} : { maxWorking: connections.atWork }),
        acquireTimeoutMs: connections.acquireTimeoutMs,
        idleMs: connections.idleMs,
        statementTimeoutMs: connections.statementTimeoutMs,
        watch,
      }),
  },
  {
    provide: ProcessShare,
    inject: [CONTROL_DATA_SOURCE, ConnectionRegistry, TENANCY_OPTIONS],
    useFactory: (control: DataSource, registry: ConnectionRegistry, options: TenancyOptions) =>
      new ProcessShare({
        control,
        budget: options.connections.budget,
        serverLimit: () => connectionLimit(options.stores.serverUrl),
        onShare: (connections) => registry.resize(connections),
      }),
  },
] satisfies Provider[];

type RegistryParts = [EngineTemplates, StoreLocator, TenantCatalog, TenancyOptions];

/** Entities of an inheritance share their parent's. */
const tablesOf = ({ entityMetadatas }: DataSource): EntityTable[] =>
  entityMetadatas.filter(({ tableType }) => tableType !== 'entity-child');

/** Left for operators, backups and connections that the server still counts while they close. */
const HEADROOM = 10;

async function connectionLimit(serverUrl: string): Promise<number | undefined> {
  const limit = await engineOfUrl(serverUrl).connectionLimit(serverUrl);
  return limit === undefined ? undefined : Math.max(1, limit - HEADROOM);
}
