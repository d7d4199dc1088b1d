import * as pg from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Engine, SharedPlace, StoreAdmin } from '../engine.js';
import { connectPostgres } from './postgres.connection.js';
import { connectFailure, connectionLost, serverDown, transactionLost } from './postgres.errors.js';
import { atDatabase } from './postgres-admin.js';
import { postgresChecks } from './postgres-checks.js';
import { postgresAddress, withCredentials } from './postgres.url.js';
import { postgresNotifications } from './postgres-notifications.js';
import { PostgresRows } from './postgres-rows.js';
import { PostgresSchemas } from './postgres-schemas.js';
import { postgresRights } from './postgres-rights.js';
import { postgresSharing } from './postgres-sharing.js';
import { surveyPostgres } from './postgres-survey.js';
import { PostgresStores } from './postgres-stores.js';
import { PostgresStoreRunner } from './postgres.runner.js';

/** TypeORM chooses SQL by version; what the oldest supported one understands, all do. */
const OLDEST_MAJOR = 14;

/** PostgreSQL 14 and newer. */
export const postgresEngine: Engine = {
  name: 'postgres',
  capabilities: {
    isolations: ['database', 'schema', 'row'],
    roles: true,
    files: false,
    connectionsPerStore: Infinity,
  },
  // nativeDriver false: otherwise every data source tries to load pg-native from the disk.
  options: { type: 'postgres', driver: pg, nativeDriver: false, installExtensions: false },
  storeUrl: atDatabase,
  withCredentials,
  stores: storesOf,
  sharing: postgresSharing,
  databaseTime: (aheadMs) => `clock_timestamp() + interval '${Math.round(aheadMs)} milliseconds'`,
  notifications: postgresNotifications,
  assertUrl: (url) => void postgresAddress(url),
  connect: connectPostgres,
  checks: postgresChecks,
  prepareDriver: (driver, schema = 'public') => {
    const postgres = driver as PostgresDriver;
    Object.assign(postgres, { version: `${OLDEST_MAJOR}.0`, searchSchema: schema, schema });
    postgres.isGeneratedColumnsSupported = true;
  },
  createRunner: (source, connector) => new PostgresStoreRunner(source.driver as PostgresDriver, connector),
  probe: async ({ raw }, sql) => (await (raw as pg.Client).query<Record<string, unknown>>(sql)).rows,
  rights: ({ raw }) => postgresRights(raw as pg.Client),
  serverInfo: async ({ raw }) => {
    const { rows } = await (raw as pg.Client).query<{ version: string }>('SHOW server_version');
    return { version: String(Object.values(rows[0] ?? {})[0]) };
  },
  tooOld: (version) =>
    Number.parseInt(version, 10) < OLDEST_MAJOR ? `PostgreSQL ${OLDEST_MAJOR}` : undefined,
  connectFailure,
  survey: surveyPostgres,
  connectionLimit,
  isServerDown: serverDown,
  isConnectionLost: connectionLost,
  isRetryable: transactionLost,
};

function storesOf(serverUrl: string, shared?: SharedPlace): StoreAdmin {
  if (!shared) return new PostgresStores(serverUrl);
  const { isolation, database } = shared;
  return isolation === 'row'
    ? new PostgresRows(serverUrl, database)
    : new PostgresSchemas(serverUrl, database);
}

async function connectionLimit(serverUrl: string): Promise<number> {
  const connection = await connectPostgres(serverUrl, { statementTimeoutMs: 0 });
  try {
    const { rows } = await connection.raw.query<{ n: number }>(
      `SELECT current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int AS n`,
    );
    return rows[0]?.n ?? 0;
  } finally {
    await connection.close();
  }
}
