import type { Client } from 'pg';
import { ServerTooOldError } from '../../tenancy.errors.js';
import type { StoreAdmin } from '../engine.js';
import type { SharedDatabase } from '../shared-database.js';
import { codeOf } from '../error-code.js';
import { MARKER_TABLE, type StoreState } from '../store-marker.js';
import { atDatabase, onServer, withClient } from './postgres-admin.js';
import { prepareShared } from './postgres-shared.js';
import { removeRows } from './row-removal.js';
import { rowFaults, rowStep } from './row-step.js';
import { readRowState } from './row-tables.js';
import { sharedRightFaults, takeBackRights } from './shared-rights.js';

const NO_SUCH_DATABASE = '3D000';
const NO_SUCH_TABLE = '42P01';
const LOCK = 'SELECT pg_advisory_xact_lock(7265363)';
/** A foreign key that clears one column of two. */
const OLDEST = 150_000;

/** Rows of the tables that a server's tenants share. A store is its marker and the rows that carry its tenant's id. */
export class PostgresRows implements StoreAdmin {
  constructor(
    private readonly serverUrl: string,
    private readonly shared: SharedDatabase,
  ) {}

  async exists(store: string): Promise<boolean> {
    return (await this.inspect(store)).kind !== 'missing';
  }

  /** Rows of many tenants lie in one file: none has a size of its own. */
  size(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async assertPossible(): Promise<void> {
    await onServer(this.serverUrl, assertNewEnough);
  }

  async create(): Promise<void> {
    await this.assertPossible();
    await prepareShared(this.serverUrl, this.shared);
  }

  async drop(store: string): Promise<void> {
    await this.inside(async (client) => {
      const tenantId = await ownerOf(client, store);
      if (tenantId !== undefined) await removeRows(client, tenantId);
    });
  }

  clear(store: string): Promise<void> {
    return this.drop(store);
  }

  async inspect(store: string): Promise<StoreState> {
    try {
      const tenantId = await this.inside((client) => ownerOf(client, store));
      return tenantId === undefined ? { kind: 'missing' } : { kind: 'marked', tenantId };
    } catch (error) {
      if (codeOf(error) === NO_SUCH_DATABASE || codeOf(error) === NO_SUCH_TABLE) return { kind: 'missing' };
      throw error;
    }
  }

  async mark(store: string, tenantId: string): Promise<void> {
    const sql = `INSERT INTO public.${MARKER_TABLE} (tenant_id, store) VALUES ($1, $2) ON CONFLICT (tenant_id) DO NOTHING`;
    await this.inside((client) => client.query(sql, [tenantId, store]));
  }

  /** One transaction: a table is nobody's, or it is the tenants'. Rights that others gave go after it. */
  async settle(): Promise<void> {
    const { user } = this.shared.login;
    await this.inside(async (client) => {
      await client.query(`BEGIN; ${LOCK}`);
      for (const sql of rowStep(await readRowState(client, user), user)) await client.query(sql);
      await client.query('COMMIT');
      await takeBackRights(client, user);
    });
  }

  check(tables: readonly string[]): Promise<string[]> {
    const { user } = this.shared.login;
    return this.inside(async (client) => {
      const state = await readRowState(client, user);
      const found = new Set(state.tables.map(({ name }) => name));
      return [
        ...tables.filter((name) => !found.has(name)).map((name) => `${name} is missing`),
        ...rowFaults(state, user),
        ...(await sharedRightFaults(client, user)).map(({ message }) => message.replace(/\.$/, '')),
      ];
    });
  }

  private inside<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(atDatabase(this.serverUrl, this.shared.name), work);
  }
}

async function assertNewEnough(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version_num') AS version",
  );
  if (Number(rows[0]?.version) < OLDEST) throw new ServerTooOldError('"row" isolation', 'PostgreSQL 15');
}

/** The owner of the tables isn't held to the policy of the markers. */
async function ownerOf(client: Client, store: string): Promise<string | undefined> {
  const sql = `SELECT tenant_id FROM public.${MARKER_TABLE} WHERE store = $1`;
  return (await client.query<{ tenant_id: string }>(sql, [store])).rows[0]?.tenant_id;
}
