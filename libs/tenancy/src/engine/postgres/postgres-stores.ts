import type { Client } from 'pg';
import type { RoleAdmin, StoreAdmin } from '../engine.js';
import type { Credentials } from '../shared-database.js';
import { codeOf } from '../error-code.js';
import { quoteIdentifier } from '../identifier.js';
import { CREATE_MARKER, MARKER_TABLE, type StoreState, storeState } from '../store-marker.js';
import { atDatabase, createDatabase, isSuperuser, onServer, putRole, withClient } from './postgres-admin.js';
import { grantRows, loginAttributes } from './postgres-grants.js';

const NO_SUCH_DATABASE = '3D000';
// What `create` leaves behind when it is killed half-way.
const NOT_OPEN_YET = '55000';
const SCHEMA = 'public';
const TABLES = `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'`;

const OTHER_OWNER = `WITH RECURSIVE mine AS (
    SELECT oid FROM pg_roles WHERE rolname = current_user
    UNION SELECT m.roleid FROM pg_auth_members m JOIN mine ON m.member = mine.oid
  ) SELECT pg_get_userbyid(datdba) AS owner FROM pg_database
  WHERE datname = $1 AND datdba NOT IN (SELECT oid FROM mine)`;

/** Databases of one PostgreSQL server. `serverUrl` signs in as a role with CREATEDB and CREATEROLE. */
export class PostgresStores implements StoreAdmin {
  readonly roles: RoleAdmin = {
    create: (store, credentials) => this.createRole(store, credentials),
    drop: (user) => dropRole(this.serverUrl, user),
  };

  constructor(private readonly serverUrl: string) {}

  async exists(store: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM pg_database WHERE datname = $1';
    return onServer(this.serverUrl, async (client) => (await client.query(sql, [store])).rowCount === 1);
  }

  async size(store: string): Promise<number | undefined> {
    const sql = 'SELECT pg_database_size(oid)::float8 AS bytes FROM pg_database WHERE datname = $1';
    const { rows } = await onServer(this.serverUrl, (client) =>
      client.query<{ bytes: number }>(sql, [store]),
    );
    return rows[0]?.bytes;
  }

  /** A superuser is a member of every role: what it was granted counts, not what it may. */
  async otherOwner(store: string): Promise<string | undefined> {
    const { rows } = await onServer(this.serverUrl, (client) =>
      client.query<{ owner: string }>(OTHER_OWNER, [store]),
    );
    return rows[0]?.owner;
  }

  /** Finishes what a killed process began. */
  async create(store: string): Promise<void> {
    await onServer(this.serverUrl, (client) => createDatabase(client, store));
  }

  async drop(store: string): Promise<void> {
    const name = quoteIdentifier(store);
    await onServer(this.serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
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
        const { rows, fields } = tables.includes(MARKER_TABLE)
          ? await client.query<{ tenant_id: string }>(`SELECT * FROM ${MARKER_TABLE}`)
          : { rows: [], fields: [] };
        // Markers that name their stores are those of tenants that share the database, be it one tenant.
        if (fields.some(({ name }) => name === 'store')) return { kind: 'foreign' };
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

  /** The tables' owner stays who runs the migrations. */
  settle(store: string, user: string): Promise<void> {
    return this.inStore(store, (client) => grantRows(client, SCHEMA, user));
  }

  private createRole(store: string, { user, password }: Credentials): Promise<void> {
    return onServer(this.serverUrl, async (client) => {
      await putRole(client, user, loginAttributes(password));
      const [database, role] = [quoteIdentifier(store), quoteIdentifier(user)];
      await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${role}`);
      // To drop a database in use is to end its sessions, which only a member of their role may.
      if (!(await isSuperuser(client))) await client.query(`GRANT ${role} TO CURRENT_USER`);
    });
  }

  private inStore<T>(store: string, work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(atDatabase(this.serverUrl, store), work);
  }
}

/** A role that still has rights somewhere is not dropped: the store goes first, and they with it. */
export async function dropRole(serverUrl: string, user: string): Promise<void> {
  const sql = `DROP ROLE IF EXISTS ${quoteIdentifier(user)}`;
  await onServer(serverUrl, (client) => client.query(sql));
}
