import type { Client } from 'pg';
import { MARKER_TABLE } from '../store-marker.js';

/** Not the tenants': how far the tables are migrated, and who is here. */
export const EXEMPT = ['migrations', 'typeorm_metadata', MARKER_TABLE];

export interface RowTable {
  readonly name: string;
  /** Its column `tenant_id` is there. */
  readonly hasColumn: boolean;
  /** What fills that column, as the server writes it. */
  readonly filledBy: string | null;
  /** `UNIQUE (tenant_id, id)` is there, for foreign keys to refer to. */
  readonly hasKey: boolean;
  readonly primaryKey: string | null;
  readonly isForced: boolean;
  /** Its policies, each as USING and WITH CHECK. */
  readonly policies: string[];
  readonly policyNames: string[];
  /** The role of the programs may read and write rows. */
  readonly isGranted: boolean;
  /** That role owns the table, so that the policies could be taken off. */
  readonly isLent: boolean;
}

/** A constraint or an index that doesn't begin with the tenant. */
export interface RowRule {
  readonly table: string;
  readonly name: string;
  readonly kind: 'unique' | 'foreign key' | 'index';
  /** As the server writes it. */
  readonly definition: string;
}

/** The table of the markers. Its owner sees all of them, so the policy isn't forced. */
export interface MarkerTable {
  readonly isSecured: boolean;
  readonly policies: string[];
  readonly policyNames: string[];
  /** The role of the programs may read it. */
  readonly isGranted: boolean;
}

export interface RowState {
  readonly markers: MarkerTable;
  readonly tables: readonly RowTable[];
  readonly rules: readonly RowRule[];
}

/** For every role alike: USING and WITH CHECK. Of any other policy, its name. */
const POLICIES = `
    ARRAY(SELECT concat_ws(' | ', pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid))
          FROM pg_policy p
          WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}') ||
    ARRAY(SELECT p.polname::text FROM pg_policy p
          WHERE p.polrelid = c.oid AND NOT (p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}')) AS policies,
    ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid) AS "policyNames"`;

const TABLES = `
  SELECT c.relname AS name,
    EXISTS (SELECT 1 FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnotnull) AS "hasColumn",
    (SELECT pg_get_expr(d.adbin, c.oid) FROM pg_attrdef d
     JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
     WHERE d.adrelid = c.oid AND a.attname = 'tenant_id') AS "filledBy",
    EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'u'
            AND pg_get_constraintdef(k.oid) = 'UNIQUE (tenant_id, id)') AS "hasKey",
    (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
     WHERE k.conrelid = c.oid AND k.contype = 'p') AS "primaryKey",
    c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
    ${POLICIES},
    has_table_privilege($1, c.oid, 'SELECT') AND has_table_privilege($1, c.oid, 'INSERT')
      AND has_table_privilege($1, c.oid, 'UPDATE') AND has_table_privilege($1, c.oid, 'DELETE') AS "isGranted",
    pg_get_userbyid(c.relowner) = $1 AS "isLent"
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL($2)
  ORDER BY c.relname`;

const MARKERS = `
  SELECT c.relrowsecurity AS "isSecured", ${POLICIES},
    has_table_privilege($1, c.oid, 'SELECT') AS "isGranted"
  FROM pg_class c WHERE c.oid = 'public.${MARKER_TABLE}'::regclass`;

const RULES = `
  WITH tenant AS (
    SELECT c.oid AS table_id, c.relname AS "table", a.attnum AS number
    FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL($1))
  SELECT "table", k.conname AS name, CASE k.contype WHEN 'u' THEN 'unique' ELSE 'foreign key' END AS kind,
    pg_get_constraintdef(k.oid) AS definition
  FROM tenant JOIN pg_constraint k ON k.conrelid = table_id
  WHERE k.contype IN ('u', 'f') AND k.conkey[1] IS DISTINCT FROM number
  UNION ALL
  SELECT "table", i.relname, CASE WHEN x.indisunique THEN 'unique' ELSE 'index' END, pg_get_indexdef(i.oid)
  FROM tenant JOIN pg_index x ON x.indrelid = table_id JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_am m ON m.oid = i.relam AND m.amname = 'btree'
  WHERE NOT x.indisprimary AND x.indkey[0] IS DISTINCT FROM number
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype = 'u')
  ORDER BY 1, 2`;

/** What the tables of a shared database are like, seen for the role that programs sign in as. */
export async function readRowState(client: Client, role: string): Promise<RowState> {
  // Names are written without their schema where the path leads to it.
  await client.query('SET search_path TO public');
  const tables = await client.query<RowTable>(TABLES, [role, EXEMPT]);
  const rules = await client.query<RowRule>(RULES, [EXEMPT]);
  const markers = await client.query<MarkerTable>(MARKERS, [role]);
  return { tables: tables.rows, rules: rules.rows, markers: markers.rows[0]! };
}
