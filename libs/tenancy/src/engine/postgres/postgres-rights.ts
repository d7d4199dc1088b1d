import type { Client } from 'pg';
import type { StoreRights } from '../engine.js';
import { OWNERS_TABLES } from './postgres-grants.js';

const RIGHTS = `
  SELECT datistemplate OR datname = 'postgres' AS "isServers",
    COALESCE(has_schema_privilege(to_regnamespace('public')::oid, 'CREATE'), false) AS "mayMakeTables",
    ARRAY(
      SELECT c.relname::text FROM pg_class c
      WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p') AND NOT (
        has_schema_privilege(c.relnamespace, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
        AND (c.relname = ANY($1) OR has_table_privilege(c.oid, 'INSERT')
          AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')))
      ORDER BY 1) AS closed
  FROM pg_database WHERE datname = current_database()`;

/** A database made by hand copies template1: rows of a tenant there would be in every one. */
export async function postgresRights(client: Client): Promise<StoreRights> {
  const { rows } = await client.query<StoreRights>(RIGHTS, [OWNERS_TABLES]);
  return rows[0]!;
}
