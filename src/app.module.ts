import { TenantModule, type TenancyOptions } from '@app/tenancy';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { AppConfig } from './config.js';
import { HttpModule } from './http/http.module.js';
import { LogModule } from './http/log/log.module.js';

/** The whole program: one line per feature module. */
@Module({})
export class AppModule {
  static with(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        AppConfigModule.with(config),
        TenantModule.forRootAsync({ inject: [AppConfig], useFactory: tenancyOptions }),
        LogModule,
        HttpModule,
      ],
    };
  }
}

/** The settings, for injection by class, and by name through Nest's ConfigService. */
@Global()
@Module({ exports: [AppConfig] })
class AppConfigModule {
  static with(config: AppConfig): DynamicModule {
    const settings = ConfigModule.forRoot({
      isGlobal: true,
      ignoreEnvFile: true,
      skipProcessEnv: true,
      load: [() => Object.fromEntries(Object.entries(config))],
    });
    return {
      module: AppConfigModule,
      imports: [settings],
      providers: [{ provide: AppConfig, useValue: config }],
    };
  }
}

function tenancyOptions(config: AppConfig): TenancyOptions {
  return {
    baseDomain: config.baseDomain,
    trustProxy: config.trustProxy,
    controlUrl: config.defaultDatabaseUrl,
    encryptionKeys: [config.encryptionKey],
    migrateControl: config.migrateOnStart,
    stores: {
      serverUrl: config.tenantServerUrl,
      isolation: config.tenantIsolation,
      prefix: config.tenantDatabasePrefix,
      maxTenants: config.maxTenants,
      overrideUrl: (slug) => config.tenantDatabaseUrl(slug),
    },
    connections: {
      budget: config.connectionBudget,
      perTenant: config.connectionsPerTenant,
      acquireTimeoutMs: config.connectionAcquireTimeoutMs,
      idleMs: config.connectionIdleMs,
      statementTimeoutMs: config.statementTimeoutMs,
    },
  };
}
