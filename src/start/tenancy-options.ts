import type { TenancyOptions } from '@tenantry/nest';
import type { Clock } from '../kernel/clock/clock.js';
import type { AppConfig } from '../config/config.js';
import type { AccessTokens } from '../http/sessions/access-tokens.js';
import type { StatementWatch } from '../http/metrics/statement-watch.js';
import type { PublicPaths } from '../kernel/request/public-paths.js';

/** What the library is told of the settings, and how a token names its tenant on the app host. */
export const tenancyOptions = (
  config: AppConfig,
  tokens: AccessTokens,
  publicPaths: PublicPaths,
  watch: StatementWatch,
  clock: Clock,
): TenancyOptions => ({
  watch,
  clock,
  baseDomain: config.baseDomain,
  trustProxy: config.trustProxy,
  resolution: {
    token: {
      tenantOf: (token) => tokens.tenantOf(token),
      leads: (path) => path.startsWith('/api/') && !publicPaths.has(path),
    },
  },
  controlUrl: config.defaultDatabaseUrl,
  encryptionKeys: [config.encryptionKey],
  migrateControl: config.migrateOnStart,
  stores: {
    serverUrl: config.tenantServerUrl,
    isolation: config.tenantIsolation,
    prefix: config.tenantDatabasePrefix,
    maxTenants: config.maxTenants,
    filesFolder: config.dataDir,
    overrideUrl: (slug) => config.tenantDatabaseUrl(slug),
    entitySkipConstructor: true,
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
