import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { backgroundProviders } from './wiring/background.providers.js';
import { catalogProviders } from './wiring/catalog.providers.js';
import { ConnectionRegistry } from './connection/connection-registry.js';
import { connectionProviders } from './wiring/connection.providers.js';
import { doctorProviders } from './wiring/doctor.providers.js';
import { domainProviders } from './wiring/domain.providers.js';
import { lifecycleProviders } from './wiring/lifecycle.providers.js';
import {
  CONTROL_DATA_SOURCE,
  controlRepositoryToken,
  TENANT_DATA_SOURCE_PROXY,
  tenantDataSourceProxy,
  tenantRepository,
  tenantRepositoryToken,
} from './repository/inject-tenant-repository.js';
import { type MigrationClass, type StoredClass, TenantFeature } from './repository/tenant-feature.js';
import { durableProviders } from './http/tenant-context-id.strategy.js';
import { TENANCY_OPTIONS, type TenancyOptions } from './tenancy.options.js';

/** Options of `TenantModule.forRootAsync`, as Nest users know them. */
export interface TenantModuleAsyncOptions extends Pick<DynamicModule, 'imports'> {
  inject?: unknown[];
  useFactory: (...dependencies: never[]) => TenancyOptions | Promise<TenancyOptions>;
}

/**
 * Tenants for a Nest program: `forRootAsync` once, `forFeature` in each module with entities of the
 * tenants, `forControl` in each module with entities of the control database.
 */
@Global()
@Module({})
export class TenantModule implements OnApplicationShutdown {
  constructor(
    @Inject(ConnectionRegistry) private readonly registry: ConnectionRegistry,
    @Inject(CONTROL_DATA_SOURCE) private readonly control: DataSource,
  ) {}

  static forRootAsync(options: TenantModuleAsyncOptions): DynamicModule {
    const providers = [
      ...connectionProviders,
      ...catalogProviders,
      ...domainProviders,
      ...lifecycleProviders,
      ...doctorProviders,
      ...backgroundProviders,
      { provide: TENANT_DATA_SOURCE_PROXY, useFactory: () => tenantDataSourceProxy() },
      ...durableProviders,
    ];
    return {
      module: TenantModule,
      global: true,
      imports: options.imports ?? [],
      providers: [
        {
          provide: TENANCY_OPTIONS,
          useFactory: options.useFactory,
          inject: (options.inject ?? []) as never[],
        },
        ...providers,
      ],
      exports: [TENANCY_OPTIONS, ...providers.map(({ provide }) => provide)],
    };
  }

  /** Entities of the tenants' stores, with the migrations that make their tables. */
  static forFeature(
    entities: StoredClass[],
    { migrations = [] }: { migrations?: MigrationClass[] } = {},
  ): DynamicModule {
    const repositories = entities.map((entity) => ({
      provide: tenantRepositoryToken(entity),
      useFactory: () => tenantRepository(entity),
    }));
    return feature(new TenantFeature('tenant', entities, migrations), repositories);
  }

  /** Entities of the control database, with the migrations that make their tables. */
  static forControl(
    entities: StoredClass[],
    { migrations = [] }: { migrations?: MigrationClass[] } = {},
  ): DynamicModule {
    const repositories = entities.map((entity) => ({
      provide: controlRepositoryToken(entity),
      useFactory: (control: DataSource) => control.getRepository(entity),
      inject: [CONTROL_DATA_SOURCE],
    }));
    return feature(new TenantFeature('control', entities, migrations), repositories);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.registry.close();
    await this.control.destroy();
  }
}

type Provided = { provide: string | symbol; useFactory: (...dependencies: never[]) => unknown };

function feature(registration: TenantFeature, repositories: Provided[]): DynamicModule {
  return {
    module: TenantFeatureModule,
    providers: [{ provide: Symbol(registration.database), useValue: registration }, ...repositories],
    exports: repositories.map(({ provide }) => provide),
  };
}

/** Holds the repositories of one `forFeature` call. */
@Module({})
class TenantFeatureModule {}
