import { basename, join, resolve, sep } from 'node:path';
import Database from 'better-sqlite3';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import type { ConnectFailure, Engine } from '../engine.js';
import { codeOf } from '../error-code.js';
import { sqliteChecks } from './sqlite-checks.js';
import { sqlitePath } from './sqlite-path.js';
import { SqliteFile } from './sqlite.connection.js';
import { surveySqlite } from './sqlite-survey.js';
import { SqliteStores } from './sqlite-stores.js';
import { SqliteStoreRunner } from './sqlite.runner.js';

const FAILURES: Record<string, ConnectFailure> = {
  SQLITE_CANTOPEN: 'no_database',
  SQLITE_NOTADB: 'other_program',
};

/** SQLite 3 through better-sqlite3: one file per store, one process. Statement time-outs don't apply. */
export const sqliteEngine: Engine = {
  name: 'sqlite',
  capabilities: { isolations: ['database'], roles: false, files: true, connectionsPerStore: 1 },
  // The file is opened by this engine; TypeORM's driver only serves as the dialect.
  options: { type: 'better-sqlite3', database: ':memory:', driver: Database },
  storeUrl: (serverUrl, store) => {
    const folder = sqlitePath(serverUrl);
    const path = resolve(join(folder, `${store}.sqlite3`));
    if (!path.startsWith(folder + sep) || basename(path) !== `${store}.sqlite3`) {
      throw new RangeError(`"${store}" is not a name for a SQLite file.`);
    }
    return `sqlite:${path}`;
  },
  stores: (serverUrl) => new SqliteStores(sqlitePath(serverUrl)),
  withCredentials: (url) => url,
  connect: async (url, options) => new SqliteFile(sqlitePath(url), options),
  checks: sqliteChecks,
  prepareDriver: () => undefined,
  createRunner: (source, connector) => new SqliteStoreRunner(source.driver as BetterSqlite3Driver, connector),
  probe: async (connection, sql) =>
    (connection as SqliteFile).raw.prepare(sql).all() as Record<string, unknown>[],
  serverInfo: async (connection) => ({
    version: String((connection as SqliteFile).raw.prepare('SELECT sqlite_version()').pluck().get()),
  }),
  tooOld: () => undefined,
  connectFailure: (error) => FAILURES[codeOf(error) ?? ''],
  survey: (serverUrl) => surveySqlite(sqlitePath(serverUrl)),
  connectionLimit: () => Promise.resolve(undefined),
  isServerDown: () => false,
  isConnectionLost: (error) => /^SQLITE_(CANTOPEN|IOERR|CORRUPT|NOTADB)/.test(codeOf(error) ?? ''),
  // Transactions of a file stand in a queue; none can lose against another.
  isRetryable: () => false,
};
