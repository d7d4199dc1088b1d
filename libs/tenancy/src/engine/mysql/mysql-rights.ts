import type { Connection, RowDataPacket } from 'mysql2/promise';
import { codeOf } from '../error-code.js';
import type { StoreRights } from '../engine.js';

const SERVERS = new Set(['mysql', 'sys', 'information_schema', 'performance_schema']);
const DENIED = new Set([
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_COLUMNACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
]);

/** Of a table that isn't there: the server looks at rights first, and at those of the whole database alone. */
const MAKE = 'CREATE TABLE tenantry_nowhere LIKE tenantry_none';
const ROWS = [
  'EXPLAIN SELECT * FROM tenantry_nowhere',
  'EXPLAIN INSERT INTO tenantry_nowhere VALUES ()',
  'EXPLAIN UPDATE tenantry_nowhere SET id = id',
  'EXPLAIN DELETE FROM tenantry_nowhere',
];

/**
 * By statements and not by grants: those come by roles and by patterns of names as well. Rights on single tables
 * don't count: the tables of the next migration would be closed.
 */
export async function mysqlRights(connection: Connection): Promise<StoreRights> {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT DATABASE() AS name');
  const isServers = SERVERS.has(String(row?.['name']).toLowerCase());
  const mayMakeTables = await isAllowed(connection, MAKE);
  const allowed: boolean[] = [];
  for (const sql of ROWS) allowed.push(await isAllowed(connection, sql));
  return { isServers, mayMakeTables, closed: allowed.every(Boolean) ? [] : ['every table'] };
}

async function isAllowed(connection: Connection, sql: string): Promise<boolean> {
  try {
    await connection.query(sql);
    return true;
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code.startsWith('ER_')) return !DENIED.has(code);
    throw error;
  }
}
