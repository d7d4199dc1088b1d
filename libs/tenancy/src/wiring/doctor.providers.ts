import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ServerCatalog } from '../catalog/servers/server-catalog.js';
import { SharedDatabases } from '../catalog/servers/shared-databases.js';
import { StoreLocator } from '../catalog/store-locator.js';
import { TenantCatalog } from '../catalog/tenant-catalog.js';
import { TenantCredentials } from '../catalog/tenant-credentials.js';
import { ConnectionRegistry } from '../connection/connection-registry.js';
import { ControlDoctor } from '../doctor/control-doctor.js';
import { ExpectedShape } from '../doctor/expected-shape.js';
import { Doctor } from '../doctor/doctor.js';
import { PlatformDatabases } from '../doctor/platform-databases.js';
import { ServerDoctor } from '../doctor/server-doctor.js';
import { TenantDoctor, type TenantDoctorParts } from '../doctor/tenant-doctor.js';
import { StoreCheck } from '../lifecycle/migrate/store-check.js';
import { StoreMigrator } from '../lifecycle/migrate/store-migrator.js';
import { CONTROL_DATA_SOURCE } from '../repository/inject-tenant-repository.js';
import { TENANCY_OPTIONS, type TenancyOptions } from '../tenancy.options.js';

export const doctorProviders = [
  {
    provide: ControlDoctor,
    inject: [CONTROL_DATA_SOURCE, TENANCY_OPTIONS],
    useFactory: (control: DataSource, { controlUrl }: TenancyOptions) =>
      new ControlDoctor(control, controlUrl),
  },
  {
    provide: ServerDoctor,
    inject: [CONTROL_DATA_SOURCE, ServerCatalog, SharedDatabases],
    useFactory: (...parts: ConstructorParameters<typeof ServerDoctor>) => new ServerDoctor(...parts),
  },
  {
    provide: PlatformDatabases,
    inject: [CONTROL_DATA_SOURCE, TENANCY_OPTIONS, SharedDatabases, TenantCatalog, StoreLocator],
    useFactory: (...[control, { controlUrl }, shared, tenants, locator]: PlatformParts) =>
      new PlatformDatabases({ control, controlUrl, shared, tenants, locator }),
  },
  {
    provide: TenantDoctor,
    inject: [
      StoreLocator,
      TenantCredentials,
      ConnectionRegistry,
      StoreMigrator,
      StoreCheck,
      PlatformDatabases,
    ],
    useFactory: (...[locator, credentials, registry, migrator, stores, databases]: StoreParts) =>
      new TenantDoctor({
        ...{ locator, credentials, registry, migrator, stores, databases },
        expected: new ExpectedShape(registry),
      }),
  },
  {
    provide: Doctor,
    inject: [TenantCatalog, ServerCatalog, ControlDoctor, ServerDoctor, TenantDoctor, PlatformDatabases],
    useFactory: (...[tenants, servers, control, server, tenant, databases]: DoctorParts) =>
      new Doctor({ tenants, servers, control, server, tenant, databases }),
  },
] satisfies Provider[];

type StoreParts = [
  TenantDoctorParts['locator'],
  TenantDoctorParts['credentials'],
  TenantDoctorParts['registry'],
  TenantDoctorParts['migrator'],
  TenantDoctorParts['stores'],
  TenantDoctorParts['databases'],
];
type PlatformParts = [DataSource, TenancyOptions, SharedDatabases, TenantCatalog, StoreLocator];
type DoctorParts = [
  TenantCatalog,
  ServerCatalog,
  ControlDoctor,
  ServerDoctor,
  TenantDoctor,
  PlatformDatabases,
];
