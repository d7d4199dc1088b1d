import type { Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { CatalogChange } from '../catalog/rows/catalog-change.js';
import { OperationStore } from '../operations/operation-store.js';
import { SecretBox } from '../catalog/secrets/secret-box.js';
import { ServerCatalog } from '../catalog/servers/server-catalog.js';
import { SharedDatabases } from '../catalog/servers/shared-databases.js';
import { SharedOwners } from '../catalog/servers/shared-owners.js';
import { StoreLocator } from '../catalog/store-locator.js';
import { TenantCatalog } from '../catalog/tenant-catalog.js';
import { TenantCredentials } from '../catalog/tenant-credentials.js';
import { ConnectionRegistry } from '../connection/connection-registry.js';
import { ConnectionChanger } from '../lifecycle/placement/connection-changer.js';
import { FleetMigration, TenantMigration } from '../lifecycle/migrate/migrate-fleet.js';
import { OperationRunner } from '../operations/operation-runner.js';
import { Placer } from '../lifecycle/placement/placement.js';
import { Provision } from '../lifecycle/provision/provision.js';
import { PROVISIONING_STEPS, type ProvisioningStep } from '../lifecycle/provision/provisioning-step.js';
import { ServerKeeper } from '../lifecycle/placement/server-keeper.js';
import { ServerPlaces } from '../lifecycle/placement/server-places.js';
import { StoreCheck } from '../lifecycle/migrate/store-check.js';
import { StoreSize } from '../lifecycle/probe/store-size.js';
import { StoreProbe } from '../lifecycle/probe/store-probe.js';
import { StoreMigrator } from '../lifecycle/migrate/store-migrator.js';
import { TenantCreator } from '../lifecycle/provision/tenant-creation.js';
import { TenantRoles } from '../lifecycle/migrate/tenant-roles.js';
import { MIGRATION_MODULES } from './connection.providers.js';
import { CONTROL_DATA_SOURCE } from '../repository/inject-tenant-repository.js';
import { Tenancy } from '../tenancy.js';
import { TENANCY_OPTIONS, type TenancyOptions } from '../tenancy.options.js';

/** None where the program provides none. */
const platformSteps = (modules: ModuleRef) => (): readonly ProvisioningStep[] => {
  try {
    return modules.get<readonly ProvisioningStep[]>(PROVISIONING_STEPS, { strict: false });
  } catch (error) {
    if (error instanceof Error && error.constructor.name === 'UnknownElementException') return [];
    throw error;
  }
};

export const lifecycleProviders = [
  {
    provide: OperationStore,
    inject: [CONTROL_DATA_SOURCE, SecretBox],
    useFactory: (control: DataSource, box: SecretBox) => new OperationStore(control, box),
  },
  {
    provide: TenantRoles,
    inject: [StoreLocator, TenantCredentials],
    useFactory: (...parts: ConstructorParameters<typeof TenantRoles>) => new TenantRoles(...parts),
  },
  {
    provide: StoreMigrator,
    inject: [ConnectionRegistry, TenantCatalog, StoreLocator, TenantRoles, MIGRATION_MODULES],
    useFactory: (...parts: ConstructorParameters<typeof StoreMigrator>) => new StoreMigrator(...parts),
  },
  {
    provide: Provision,
    inject: [TenantCatalog, StoreLocator, ConnectionRegistry, StoreMigrator, TenantRoles, Tenancy, ModuleRef],
    useFactory: (...[tenants, locator, registry, migrator, roles, tenancy, modules]: ProvisionParts) =>
      new Provision({
        tenants,
        locator,
        registry,
        migrator,
        roles,
        tenancy,
        platformSteps: platformSteps(modules),
      }),
  },
  {
    provide: OperationRunner,
    inject: [OperationStore, CatalogChange, TenantCatalog, Provision, StoreMigrator],
    useFactory: (...[store, changes, tenants, provision, migrator]: RunnerParts) => {
      const runner = new OperationRunner({ store, changes, tenants });
      for (const kind of [provision, new TenantMigration(migrator)]) runner.register(kind);
      return runner;
    },
  },
  {
    provide: StoreCheck,
    inject: [ConnectionRegistry, StoreLocator, StoreMigrator],
    useFactory: (...parts: ConstructorParameters<typeof StoreCheck>) => new StoreCheck(...parts),
  },
  {
    provide: StoreSize,
    inject: [StoreLocator],
    useFactory: (locator: StoreLocator) => new StoreSize(locator),
  },
  {
    provide: Placer,
    inject: [ServerCatalog, SharedDatabases, SharedOwners, TENANCY_OPTIONS],
    useFactory: (...[servers, shared, owners, { stores }]: PlacerParts) =>
      new Placer(servers, stores, new StoreProbe(stores), new ServerPlaces(servers, shared, owners)),
  },
  {
    provide: TenantCreator,
    inject: [TenantCatalog, CatalogChange, OperationRunner, Placer, TENANCY_OPTIONS],
    useFactory: (...[tenants, changes, runner, placer, { stores }]: CreatorParts) =>
      new TenantCreator(tenants, changes, runner, placer, stores.prefix),
  },
  {
    provide: ConnectionChanger,
    inject: [TenantCatalog, CatalogChange, StoreLocator, TENANCY_OPTIONS],
    useFactory: (...[tenants, changes, locator, { stores }]: ChangerParts) =>
      new ConnectionChanger({ tenants, changes, locator, probe: new StoreProbe(stores) }),
  },
  {
    provide: ServerKeeper,
    inject: [ServerCatalog, SharedDatabases, TenantCatalog, TENANCY_OPTIONS],
    useFactory: (...[servers, shared, tenants, { stores: options }]: KeeperParts) =>
      new ServerKeeper({ servers, shared, tenants, options }),
  },
  {
    provide: FleetMigration,
    inject: [TenantCatalog, CatalogChange, OperationRunner, StoreMigrator, TenantCredentials],
    useFactory: (...parts: ConstructorParameters<typeof FleetMigration>) => new FleetMigration(...parts),
  },
] satisfies Provider[];

type ProvisionParts = [
  TenantCatalog,
  StoreLocator,
  ConnectionRegistry,
  StoreMigrator,
  TenantRoles,
  Tenancy,
  ModuleRef,
];
type RunnerParts = [OperationStore, CatalogChange, TenantCatalog, Provision, StoreMigrator];
type ChangerParts = [TenantCatalog, CatalogChange, StoreLocator, TenancyOptions];
type KeeperParts = [ServerCatalog, SharedDatabases, TenantCatalog, TenancyOptions];
type PlacerParts = [ServerCatalog, SharedDatabases, SharedOwners, TenancyOptions];
type CreatorParts = [TenantCatalog, CatalogChange, OperationRunner, Placer, TenancyOptions];
