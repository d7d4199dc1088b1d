import type { RowDataPacket } from 'mysql2/promise';
import type { ServerSurvey } from '../engine.js';
import { roundTrip } from '../round-trip.js';
import { connectMysql } from './mysql.connection.js';

/** Who may do it shows up there as 'user'@'host'. */
const FACTS = `SELECT VERSION() AS version, @@max_connections AS max_connections, EXISTS (
  SELECT 1 FROM information_schema.user_privileges WHERE privilege_type = 'CREATE USER' AND grantee = CONCAT(
    '''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), ''''
  )) AS able`;

/** A schema is a database here, so none is counted. */
export async function surveyMysql(serverUrl: string): Promise<ServerSurvey> {
  const connection = await connectMysql(serverUrl, { statementTimeoutMs: 0 });
  try {
    const latencyMs = await roundTrip(() => connection.raw.promise().query('SELECT 1'));
    const [[facts]] = await connection.raw.promise().query<RowDataPacket[]>(FACTS);
    return {
      version: String(facts?.['version']),
      latencyMs,
      maxConnections: Number(facts?.['max_connections']),
      schemas: null,
      ...(!Number(facts?.['able']) && { missingRight: { wanted: 'make users', right: 'CREATE USER' } }),
    };
  } finally {
    await connection.close();
  }
}
