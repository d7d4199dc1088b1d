import type { TenancyOptions } from '@app/tenancy';
import type { AppConfig } from '../config.js';

/** What the library is told of the settings. */
export const tenancyOptions = (config: AppConfig): TenancyOptions => ({
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
    ...(config.connectionsAtWork === undefined ? {} : { atWork: config.connectionsAtWork }),
    acquireTimeoutMs: config.connectionAcquireTimeoutMs,
    idleMs: config.connectionIdleMs,
    statementTimeoutMs: config.statementTimeoutMs,
  },
});
