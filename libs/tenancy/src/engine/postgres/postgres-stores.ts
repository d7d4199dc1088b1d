import type { Client } from 'pg';
import type { StoreAdmin } from '../engine.js';
import { codeOf } from '../error-code.js';
import { quoteIdentifier } from '../identifier.js';
import { CREATE_MARKER, MARKER_TABLE, READ_MARKER, type StoreState, storeState } from '../store-marker.js';
import { connectPostgres } from './postgres.connection.js';

const NO_SUCH_DATABASE = '3D000';
// What `create` leaves behind when it is killed half-way.
const NOT_OPEN_YET = '55000';
const DUPLICATE_DATABASE = '42P04';
const TABLES = `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'`;

/** Databases of one PostgreSQL server. `serverUrl` signs in as a role with CREATEDB. */
export class PostgresStores implements StoreAdmin {
  constructor(private readonly serverUrl: string) {}

  async exists(store: string): Promise<boolean> {
    return this.onServer(async (client) => (await databaseOf(client, store)) !== undefined);
  }

  /**
   * The database opens only after PUBLIC has lost CONNECT, so no other role can slip in. template0: nobody can
   * be connected to it, which would make CREATE DATABASE fail. Finishes what a killed process began.
   */
  async create(store: string): Promise<void> {
    const name = quoteIdentifier(store);
    await this.onServer(async (client) => {
      const found = await databaseOf(client, store);
      if (found?.datallowconn) return;
      if (!found) await createClosed(client, name);
      await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
      await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    });
  }

  async drop(store: string): Promise<void> {
    const name = quoteIdentifier(store);
    await this.onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }

  async clear(store: string): Promise<void> {
    await this.inStore(store, (client) =>
      client.query('BEGIN; DROP SCHEMA public CASCADE; CREATE SCHEMA public; COMMIT'),
    );
  }

  async inspect(store: string): Promise<StoreState> {
    try {
      return await this.inStore(store, async (client) => {
        const tables = (await client.query<{ name: string }>(TABLES)).rows.map(({ name }) => name);
        const { rows } = tables.includes(MARKER_TABLE)
          ? await client.query<{ tenant_id: string }>(READ_MARKER)
          : { rows: [] };
        return storeState(
          tables,
          rows.map((row) => row.tenant_id),
        );
      });
    } catch (error) {
      if (codeOf(error) === NO_SUCH_DATABASE) return { kind: 'missing' };
      if (codeOf(error) === NOT_OPEN_YET) return { kind: 'empty' };
      throw error;
    }
  }

  async mark(store: string, tenantId: string): Promise<void> {
    await this.inStore(store, async (client) => {
      await client.query(CREATE_MARKER);
      await client.query(`INSERT INTO ${MARKER_TABLE} (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING`, [
        tenantId,
      ]);
    });
  }

  private onServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const url = new URL(this.serverUrl);
    if (url.pathname.length <= 1) url.pathname = '/postgres';
    return withClient(url.href, work);
  }

  private inStore<T>(store: string, work: (client: Client) => Promise<T>): Promise<T> {
    const url = new URL(this.serverUrl);
    url.pathname = `/${encodeURIComponent(store)}`;
    return withClient(url.href, work);
  }
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await connectPostgres(url, { statementTimeoutMs: 0 });
  try {
    return await work(connection.raw);
  } finally {
    await connection.close();
  }
}

async function databaseOf(client: Client, store: string): Promise<{ datallowconn: boolean } | undefined> {
  const { rows } = await client.query<{ datallowconn: boolean }>(
    'SELECT datallowconn FROM pg_database WHERE datname = $1',
    [store],
  );
  return rows[0];
}

async function createClosed(client: Client, name: string): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' ALLOW_CONNECTIONS false`);
  } catch (error) {
    if (codeOf(error) !== DUPLICATE_DATABASE) throw error;
  }
}
