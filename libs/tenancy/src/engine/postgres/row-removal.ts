import type { Client } from 'pg';
import { codeOf } from '../error-code.js';
import { quoteIdentifier } from '../identifier.js';
import { MARKER_TABLE } from '../store-marker.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NO_RIGHT = '42501';

interface Shared {
  name: string;
  /** The foreign keys to this table, as conditions on a row `t` of it: nobody refers to the row. */
  unreferenced: string[];
}

const SHARED = `
  SELECT c.relname AS name, ARRAY(
    SELECT format('NOT EXISTS (SELECT 1 FROM public.%I r WHERE r.%I = t.id AND r.tenant_id = t.tenant_id)', f.relname, a.attname)
    FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
    WHERE k.contype = 'f' AND k.confrelid = c.oid) AS unreferenced
  FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> $1`;

/**
 * Takes one tenant's rows out of all tables, posted entries and audit log included, in one transaction: of the store
 * of a tenant nothing stays. It goes as the tenant itself, because the policies bind the tables' owner as well.
 */
export async function removeRows(client: Client, tenantId: string): Promise<void> {
  if (!UUID.test(tenantId)) throw new RangeError(`"${tenantId}" is not the id of a tenant.`);
  const { rows: tables } = await client.query<Shared>(SHARED, [MARKER_TABLE]);
  await client.query(`BEGIN; SET LOCAL app.tenant_id TO '${tenantId}'`);
  const guards = (await withoutTriggers(client)) ? [] : tables.map(({ name }) => nameOf(name));
  for (const name of guards) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await removeAll(client, tables, tenantId);
  for (const name of guards) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  await client.query(`DELETE FROM public.${MARKER_TABLE} WHERE tenant_id = $1`, [tenantId]);
  await client.query('COMMIT');
}

/** A superuser's right. Others switch the guards off table by table, and writers wait until the end. */
async function withoutTriggers(client: Client): Promise<boolean> {
  await client.query('SAVEPOINT triggers');
  try {
    await client.query('SET LOCAL session_replication_role TO replica');
    return true;
  } catch (error) {
    if (codeOf(error) !== NO_RIGHT) throw error;
    await client.query('ROLLBACK TO SAVEPOINT triggers');
    return false;
  }
}

/** Leaves first, until nothing is left: tables that refer to themselves have no other order. */
async function removeAll(client: Client, tables: readonly Shared[], tenantId: string): Promise<void> {
  for (let removed = -1; removed !== 0;) {
    removed = 0;
    for (const { name, unreferenced } of tables) {
      const conditions = ['t.tenant_id = $1', ...unreferenced].join(' AND ');
      const sql = `DELETE FROM ${nameOf(name)} t WHERE ${conditions}`;
      removed += (await client.query(sql, [tenantId])).rowCount ?? 0;
    }
  }
}

const nameOf = (table: string): string => `public.${quoteIdentifier(table)}`;
