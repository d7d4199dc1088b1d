import type { Client } from 'pg';
import { ServerRightsError } from '../../tenancy.errors.js';
import { codeOf } from '../error-code.js';
import { quoteIdentifier } from '../identifier.js';
import { connectPostgres } from './postgres.connection.js';

const DUPLICATE_DATABASE = '42P04';
const DUPLICATE_ROLE = new Set(['42710', '23505']);
const NO_RIGHT = '42501';

/** Statements of an administrator on a connection of their own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await connectPostgres(url, { statementTimeoutMs: 0 });
  try {
    return await work(connection.raw);
  } finally {
    await connection.close();
  }
}

/** The URL of another database on the same server. */
export function atDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** For statements about databases and roles, which any database of the server will do for. */
export function onServer<T>(serverUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { pathname } = new URL(serverUrl);
  return withClient(pathname.length > 1 ? serverUrl : atDatabase(serverUrl, 'postgres'), work);
}

/** Makes the role or changes it. `attributes`: what `CREATE ROLE` and `ALTER ROLE` both take. */
export async function putRole(client: Client, role: string, attributes: string): Promise<void> {
  const name = quoteIdentifier(role);
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount) await client.query(`ALTER ROLE ${name} ${attributes}`);
    else await client.query(`CREATE ROLE ${name} ${attributes}`);
  } catch (error) {
    if (codeOf(error) === NO_RIGHT) throw new ServerRightsError('make roles', 'CREATEROLE', { cause: error });
    if (!DUPLICATE_ROLE.has(codeOf(error) ?? '')) throw error;
    await client.query(`ALTER ROLE ${name} ${attributes}`);
  }
}

/** The database opens only after PUBLIC has lost CONNECT, so no other role can slip in. See PostgresStores. */
export async function createDatabase(client: Client, database: string): Promise<void> {
  const name = quoteIdentifier(database);
  const sql = 'SELECT datallowconn FROM pg_database WHERE datname = $1';
  const found = (await client.query<{ datallowconn: boolean }>(sql, [database])).rows[0];
  if (found?.datallowconn) return;
  if (!found) await createClosed(client, name);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
}

/** template0: nobody can be connected to it, which would make CREATE DATABASE fail. */
async function createClosed(client: Client, name: string): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' ALLOW_CONNECTIONS false`);
  } catch (error) {
    if (codeOf(error) !== DUPLICATE_DATABASE) throw error;
  }
}

export async function isSuperuser(client: Client): Promise<boolean> {
  const sql = 'SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper';
  return (await client.query(sql)).rowCount === 1;
}
