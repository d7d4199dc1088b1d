import type { Client } from 'pg';
import type { RoleAdmin, StoreAdmin } from '../engine.js';
import type { SharedDatabase } from '../shared-database.js';
import { codeOf } from '../error-code.js';
import { quoteIdentifier } from '../identifier.js';
import { CREATE_MARKER, MARKER_TABLE, type StoreState, storeState } from '../store-marker.js';
import { atDatabase, onServer, putRole, withClient } from './postgres-admin.js';
import { grantRows } from './postgres-grants.js';
import { prepareShared } from './postgres-shared.js';
import { dropRole } from './postgres-stores.js';

const NO_SUCH_DATABASE = '3D000';
const TABLES = `SELECT relname AS name FROM pg_class
  WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace = to_regnamespace($1)`;

const SIZE = `SELECT sum(pg_total_relation_size(oid))::float8 AS bytes FROM pg_class
  WHERE relkind IN ('r', 'm') AND relnamespace = to_regnamespace($1)`;

/** Schemas of the database that a server's tenants share. They belong to the user that provisions. */
export class PostgresSchemas implements StoreAdmin {
  readonly roles: RoleAdmin = {
    create: (_store, { user }) => this.createRole(user),
    drop: (user) => dropRole(this.serverUrl, user),
  };

  constructor(
    private readonly serverUrl: string,
    private readonly shared: SharedDatabase,
  ) {}

  async exists(store: string): Promise<boolean> {
    return (await this.inspect(store)).kind !== 'missing';
  }

  async size(store: string): Promise<number | undefined> {
    try {
      const { rows } = await this.inside((client) => client.query<{ bytes: number | null }>(SIZE, [store]));
      return rows[0]?.bytes ?? undefined;
    } catch (error) {
      if (codeOf(error) === NO_SUCH_DATABASE) return undefined;
      throw error;
    }
  }

  async create(store: string): Promise<void> {
    await prepareShared(this.serverUrl, this.shared);
    await this.inside((client) => client.query(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(store)}`));
  }

  async drop(store: string): Promise<void> {
    const sql = `DROP SCHEMA IF EXISTS ${quoteIdentifier(store)} CASCADE`;
    await this.inside((client) => client.query(sql)).catch((error: unknown) => {
      if (codeOf(error) !== NO_SUCH_DATABASE) throw error;
    });
  }

  async clear(store: string): Promise<void> {
    await this.drop(store);
    await this.create(store);
  }

  async inspect(store: string): Promise<StoreState> {
    try {
      return await this.inside((client) => stateOf(client, store));
    } catch (error) {
      if (codeOf(error) === NO_SUCH_DATABASE) return { kind: 'missing' };
      throw error;
    }
  }

  async mark(store: string, tenantId: string): Promise<void> {
    const sql = `INSERT INTO ${MARKER_TABLE} (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING`;
    await this.inside(async (client) => {
      await client.query(`SET search_path TO ${quoteIdentifier(store)}`);
      await client.query(CREATE_MARKER);
      await client.query(sql, [tenantId]);
    });
  }

  settle(store: string, user: string): Promise<void> {
    return this.inside((client) => grantRows(client, store, user));
  }

  /** Nobody signs in as it: the shared role takes it on for the time of a request. */
  private async createRole(user: string): Promise<void> {
    await onServer(this.serverUrl, async (client) => {
      await putRole(client, user, 'NOLOGIN NOINHERIT');
      await client.query(`GRANT ${quoteIdentifier(user)} TO ${quoteIdentifier(this.shared.login.user)}`);
    });
  }

  private inside<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(atDatabase(this.serverUrl, this.shared.name), work);
  }
}

async function stateOf(client: Client, schema: string): Promise<StoreState> {
  const { rows: found } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (found.length === 0) return { kind: 'missing' };
  const tables = (await client.query<{ name: string }>(TABLES, [schema])).rows.map(({ name }) => name);
  const sql = `SELECT tenant_id FROM ${quoteIdentifier(schema)}.${MARKER_TABLE}`;
  const { rows } = tables.includes(MARKER_TABLE)
    ? await client.query<{ tenant_id: string }>(sql)
    : { rows: [] };
  return storeState(
    tables,
    rows.map(({ tenant_id }) => tenant_id),
  );
}
