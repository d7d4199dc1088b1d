import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { SharedDatabaseForeignError } from '../../tenancy.errors.js';
import { codeOf } from '../error-code.js';
import type { SharedState } from '../engine.js';
import type { SharedDatabase } from '../shared-database.js';
import { MARKER_TABLE } from '../store-marker.js';
import { atDatabase, withClient } from './postgres-admin.js';

const NO_SUCH_DATABASE = '3D000';
const NOT_OPEN_YET = '55000';
const NO_RIGHT = '42501';
/** Two who change the rights of one object at once end in "tuple concurrently updated". */
export const SHARED_LOCK = 'SELECT pg_advisory_lock(7265362)';
const SCHEMAS_A_TIME = 500;

/** A comment: the tables of shared stores are the tenants', and a program of before there were marks leaves it alone. */
const MARK = /^tenantry platform (\S+)$/;
export const markSql = (platform: string): string =>
  `COMMENT ON TABLE public.${MARKER_TABLE} IS ${escapeLiteral(`tenantry platform ${platform}`)}`;

const TABLES = `
  SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
    EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'store') AS "hasStores"
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;
const SCHEMAS = `
  SELECT n.nspname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = $1 AND c.relkind = 'r' AND n.nspname <> 'public'`;

interface Found {
  name: string;
  comment: string | null;
  hasStores: boolean;
}

/** Whose it is, from inside. */
export async function sharedState(client: Client): Promise<SharedState> {
  const { rows } = await client.query<Found>(TABLES);
  const markers = rows.find(({ name, hasStores }) => name === MARKER_TABLE && hasStores);
  if (!markers) return rows.length > 0 ? { kind: 'foreign' } : { kind: 'missing' };
  const [, platform] = MARK.exec(markers.comment ?? '') ?? [];
  if (platform !== undefined) return { kind: 'marked', platform };
  return { kind: 'unmarked', tenants: await tenantsIn(client) };
}

/** The same from outside. One that is just being made is nobody's yet. */
export async function inspectShared(serverUrl: string, database: string): Promise<SharedState> {
  try {
    return await withClient(atDatabase(serverUrl, database), sharedState);
  } catch (error) {
    const code = codeOf(error);
    if (code === NO_SUCH_DATABASE || code === NOT_OPEN_YET) return { kind: 'missing' };
    if (code === NO_RIGHT) return { kind: 'foreign' };
    throw error;
  }
}

export async function adoptShared(
  serverUrl: string,
  { name, platform }: Pick<SharedDatabase, 'name' | 'platform'>,
): Promise<void> {
  await withClient(atDatabase(serverUrl, name), async (client) => {
    await client.query(SHARED_LOCK);
    const state = await sharedState(client);
    if (state.kind === 'unmarked') await client.query(markSql(platform));
    else if (state.kind !== 'marked' || state.platform !== platform)
      throw new SharedDatabaseForeignError(name);
  });
}

/** By the markers of the row tenants, which stand in one table, and of the schemas. */
async function tenantsIn(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(SCHEMAS, [MARKER_TABLE]);
  const schemas = ['public', ...rows.map(({ name }) => name)];
  const found: string[] = [];
  while (schemas.length > 0) {
    const selects = schemas
      .splice(0, SCHEMAS_A_TIME)
      .map((schema) => `SELECT tenant_id FROM ${escapeIdentifier(schema)}.${MARKER_TABLE}`);
    const result = await client.query<{ tenant_id: string }>(selects.join(' UNION ALL '));
    found.push(...result.rows.map(({ tenant_id }) => tenant_id));
  }
  return found;
}
