import * as mysql from 'mysql2';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';
import type { Engine } from '../engine.js';
import { mysqlChecks } from './mysql-checks.js';
import { connectMysql, type MysqlConnection } from './mysql.connection.js';
import { connectFailure, connectionLost, named, serverDown, transactionLost } from './mysql.errors.js';
import { tooOld } from './mysql-kinds.js';
import { mysqlRights } from './mysql-rights.js';
import { surveyMysql } from './mysql-survey.js';
import { MysqlStores } from './mysql-stores.js';
import { MysqlStoreRunner } from './mysql.runner.js';
import { mysqlAddress, withCredentials, withDatabase } from './mysql.url.js';

/**
 * TypeORM chooses SQL by version. Under 8 it writes LOCK IN SHARE MODE, which MySQL 8 and MariaDB both
 * understand; FOR SHARE is MySQL's alone.
 */
const COMMON_VERSION = '5.7';

/**
 * MySQL 8.0.16 and newer, MariaDB 10.6 and newer. One dialect for both: what only one of them can do (RETURNING,
 * a UUID type) is not used. A schema is a database here, and there is no row-level security.
 */
export const mysqlEngine: Engine = {
  name: 'mysql',
  capabilities: { isolations: ['database'], roles: true, files: false, connectionsPerStore: Infinity },
  // Connections are opened by this engine; TypeORM's driver only serves as the dialect. It builds no metadata
  // without a database's name: the runner puts the real one in when it has a connection.
  options: { type: 'mysql', driver: mysql, database: 'unknown' },
  storeUrl: withDatabase,
  withCredentials,
  stores: (serverUrl) => new MysqlStores(serverUrl),
  assertUrl: (url) => void mysqlAddress(url),
  connect: connectMysql,
  checks: mysqlChecks,
  prepareDriver: (driver) => {
    const dialect = driver as MysqlDriver;
    Object.assign(dialect, { version: COMMON_VERSION, database: undefined });
    Object.assign(dialect.options, { database: undefined });
    dialect.cteCapabilities.enabled = true;
  },
  createRunner: (source, connector) => new MysqlStoreRunner(source.driver as MysqlDriver, connector),
  probe,
  rights: (connection) => mysqlRights((connection as MysqlConnection).raw.promise()),
  serverInfo: async (connection) => {
    const [row] = await probe(connection, 'SELECT VERSION() AS version');
    return { version: String(row?.['version']) };
  },
  tooOld,
  connectFailure,
  survey: surveyMysql,
  connectionLimit,
  isServerDown: serverDown,
  isConnectionLost: connectionLost,
  isRetryable: transactionLost,
};

async function probe(connection: object, sql: string): Promise<Record<string, unknown>[]> {
  const { raw } = connection as MysqlConnection;
  try {
    const [rows] = await raw.promise().query(sql);
    return rows as Record<string, unknown>[];
  } catch (error) {
    throw named(error);
  }
}

async function connectionLimit(serverUrl: string): Promise<number> {
  const connection = await connectMysql(serverUrl, { statementTimeoutMs: 0 });
  try {
    const [row] = await probe(connection, 'SELECT @@max_connections AS n');
    return Number(row?.['n']);
  } finally {
    await connection.close();
  }
}
