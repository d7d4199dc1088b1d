import type { RowDataPacket } from 'mysql2/promise';
import type { ServerSurvey } from '../engine.js';
import { roundTrip } from '../round-trip.js';
import { connectMysql, type MysqlConnection } from './mysql.connection.js';
import { type LogFacts, mayMakeTriggers, missingRights, NAMES_IN_GRANTS } from './mysql-grants.js';

const FACTS = `SELECT VERSION() AS version, @@max_connections AS max_connections, @@log_bin AS logs,
  @@log_bin_trust_function_creators AS trusts`;

interface Facts extends LogFacts {
  readonly maxConnections: number;
}

/** A schema is a database here, so none is counted. */
export async function surveyMysql(serverUrl: string): Promise<ServerSurvey> {
  const connection = await connectMysql(serverUrl, { statementTimeoutMs: 0 });
  try {
    const latencyMs = await roundTrip(() => connection.raw.promise().query('SELECT 1'));
    const { version, maxConnections, ...log } = await factsOf(connection);
    const missingRight = missingOf(await grantsOf(connection), { version, ...log });
    return { version, latencyMs, maxConnections, schemas: null, ...(missingRight && { missingRight }) };
  } finally {
    await connection.close();
  }
}

export async function factsOf({ raw }: MysqlConnection): Promise<Facts> {
  const [[row]] = await raw.promise().query<RowDataPacket[]>(FACTS);
  return {
    version: String(row?.['version']),
    maxConnections: Number(row?.['max_connections']),
    logs: Number(row?.['logs']) === 1,
    trusts: Number(row?.['trusts']) === 1,
  };
}

/** Lines of `SHOW GRANTS`, of oneself where nobody is named. */
export async function grantsOf({ raw }: MysqlConnection, user?: string): Promise<string[]> {
  const sql = user === undefined ? 'SHOW GRANTS' : 'SHOW GRANTS FOR ?@?';
  const [rows] = await raw.promise().query<RowDataPacket[]>(sql, user === undefined ? [] : [user, '%']);
  return rows.map((row) => String(Object.values(row)[0]));
}

/** Whether names of databases in grants are taken as they are. */
export async function namesAreLiteral({ raw }: MysqlConnection): Promise<boolean> {
  const [[row]] = await raw.promise().query<RowDataPacket[]>(NAMES_IN_GRANTS);
  return row?.['Value'] === 'ON';
}

function missingOf(grants: readonly string[], log: LogFacts): ServerSurvey['missingRight'] {
  if (missingRights(grants).includes('CREATE USER')) return { wanted: 'make users', right: 'CREATE USER' };
  if (mayMakeTriggers(grants, log)) return undefined;
  return { wanted: 'make triggers', right: 'SUPER, or set log_bin_trust_function_creators on the server' };
}
