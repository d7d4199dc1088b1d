import type { MigrationInterface } from 'typeorm';
import { engineOfUrl } from '../engine/engines.js';
import { findScope } from '../context/tenant-context.js';
import { ControlDatabaseUnavailableError } from '../tenancy.errors.js';
import { ConnectionPools } from '../pool/connection-pools.js';
import { EngineTemplate } from '../orm/engine-template.js';
import type { StoreWatch } from '../pool/store-events.js';
import { storeConnector } from '../connection/store-opener.js';
import { TenantDataSource } from '../orm/tenant-data-source.js';

const OWNER = { id: 'control', name: 'control' };
const CONNECTIONS = 10;
const IDLE_MS = 60_000;

export interface ControlDatabaseOptions {
  url: string;
  entities: (new () => object)[];
  migrations: (new () => MigrationInterface)[];
  acquireTimeoutMs: number;
  statementTimeoutMs: number;
  watch?: StoreWatch | undefined;
}

/**
 * The shared database. It works by the same rules as a tenant's (units of work, one writer at a time on
 * SQLite), with a small pool of its own that the tenants' budget doesn't count.
 */
export function openControlDatabase(options: ControlDatabaseOptions): TenantDataSource {
  const engine = engineOfUrl(options.url);
  const template = EngineTemplate.build({
    engine,
    entities: options.entities,
    migrations: options.migrations,
    current: () => source,
  });
  const { acquireTimeoutMs, statementTimeoutMs } = options;
  // Its connections are few, and every request waits for what is read here.
  const limits = { cap: CONNECTIONS, maxWorking: CONNECTIONS };
  const pools = new ConnectionPools({ ...limits, acquireTimeoutMs, idleMs: IDLE_MS });
  const connector = storeConnector(pools, {
    engine,
    owner: OWNER,
    key: OWNER.id,
    limit: CONNECTIONS,
    statementTimeoutMs,
    connectTimeoutMs: acquireTimeoutMs,
    createIfMissing: true,
    checkMarker: false,
    url: () => options.url,
    context: findScope,
    watch: options.watch && { by: options.watch, store: OWNER.name },
    unavailable: (cause) => new ControlDatabaseUnavailableError({ cause }),
  });
  const source: TenantDataSource = new TenantDataSource(template, OWNER, connector, {
    retire: () => pools.close(),
  });
  return source;
}
