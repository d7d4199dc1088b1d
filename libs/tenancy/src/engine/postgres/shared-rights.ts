import { escapeIdentifier, type Client } from 'pg';
import type { Fault } from '../engine-checks.js';
import { codeOf } from '../error-code.js';
import { EXEMPT } from './row-tables.js';
import { SHARED_LOCK } from './shared-mark.js';

const NO_RIGHT = '42501';

/** Grants alone: what else a role could do by what it is, other checks say. */
const RELATIONS = `
  WITH login AS (SELECT oid FROM pg_roles WHERE rolname = $1),
    holder AS (SELECT oid FROM login UNION SELECT roleid FROM pg_auth_members WHERE member = (SELECT oid FROM login))
  SELECT c.relname AS name, c.relkind AS kind,
    array_agg(DISTINCT a.privilege_type) AS rights,
    array_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END) AS holders
  FROM pg_class c CROSS JOIN LATERAL (
    SELECT grantee, privilege_type FROM aclexplode(c.relacl)
    UNION ALL
    SELECT x.grantee, x.privilege_type FROM pg_attribute t, aclexplode(t.attacl) x WHERE t.attrelid = c.oid) a
  WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner
    AND (a.grantee = 0 OR a.grantee IN (SELECT oid FROM holder))
    AND CASE
      WHEN c.relkind IN ('r', 'p') THEN a.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
        OR (c.relname = ANY($2) AND a.privilege_type <> 'SELECT')
      ELSE c.relkind IN ('v', 'm', 'f') AND NOT EXISTS (
        SELECT 1 FROM pg_options_to_table(c.reloptions)
        WHERE option_name = 'security_invoker' AND option_value::boolean) END
  GROUP BY 1, 2 ORDER BY 1`;

/** What PUBLIC may in the schema public and the database is looked at apart. */
const PLACES = `
  WITH login AS (SELECT oid FROM pg_roles WHERE rolname = $1)
  SELECT 'SCHEMA' AS kind, n.nspname AS name, array_agg(DISTINCT a.privilege_type) AS rights,
    array_agg(DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident($1) END) AS holders
  FROM pg_namespace n, aclexplode(n.nspacl) a
  WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND a.grantee <> n.nspowner
    AND CASE n.nspname WHEN 'public' THEN a.grantee = (SELECT oid FROM login) AND a.privilege_type = 'CREATE'
      ELSE a.grantee = 0 OR a.grantee = (SELECT oid FROM login) END
  GROUP BY 2
  UNION ALL
  SELECT 'DATABASE', d.datname, array_agg(DISTINCT a.privilege_type), ARRAY[quote_ident($1)]
  FROM pg_database d, aclexplode(d.datacl) a
  WHERE d.datname = current_database() AND a.grantee = (SELECT oid FROM login) AND a.privilege_type <> 'CONNECT'
  GROUP BY 2`;

const KINDS: Record<string, string> = { v: 'view', m: 'materialized view', f: 'foreign table' };

interface Granted {
  name: string;
  kind: string;
  rights: string[];
  holders: string[];
}

/**
 * What was granted in a shared database beyond rows of tables that a policy guards: TRUNCATE asks no policy, and what
 * a view shows its owner sees. The remedies are statements, and nothing that a tenant needs goes with them.
 */
export async function sharedRightFaults(client: Client, login: string): Promise<Fault[]> {
  const relations = (await client.query<Granted>(RELATIONS, [login, EXEMPT])).rows;
  const places = (await client.query<Granted>(PLACES, [login])).rows;
  return [
    ...relations.map(relationFault),
    ...places.map(({ kind, name, rights, holders }) => ({
      message: `${holders.join(' and ')} holds ${rights.join(' and ')} on the ${kind.toLowerCase()} "${name}".`,
      remedy: `REVOKE ${rights.join(', ')} ON ${kind} ${escapeIdentifier(name)} FROM ${holders.join(', ')};`,
    })),
    ...(await triggerFaults(client, 'public')),
  ];
}

function relationFault({ name, kind, rights, holders }: Granted): Fault {
  const [who, from] = [holders.join(' and '), holders.join(', ')];
  const table = `public.${escapeIdentifier(name)}`;
  const unguarded = KINDS[kind];
  if (unguarded !== undefined) {
    return {
      message: `The ${unguarded} "${name}" is open to ${who}, and no policy guards what it shows.`,
      remedy: `REVOKE ALL ON ${table} FROM ${from};`,
    };
  }
  return {
    message: `${who} may do more to the shared table "${name}" than it needs: ${rights.join(', ')}.`,
    remedy: `REVOKE ${rights.join(', ')} ON ${table} FROM ${from};`,
  };
}

/** Triggers guard the books. What is switched off fires for nobody; a replica's fire for no request. */
export async function triggerFaults(client: Client, schema: string): Promise<Fault[]> {
  const { rows } = await client.query<{ name: string; triggers: string[] }>(
    `SELECT c.relname AS name, array_agg(t.tgname::text ORDER BY t.tgname) AS triggers
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = to_regnamespace(quote_ident($1)) AND NOT t.tgisinternal AND t.tgenabled IN ('D', 'R')
     GROUP BY 1 ORDER BY 1`,
    [schema],
  );
  return rows.map(({ name, triggers }) => ({
    message: `Triggers of the table "${name}" are switched off: ${triggers.join(', ')}.`,
    remedy:
      `ALTER TABLE ${escapeIdentifier(schema)}.${escapeIdentifier(name)} ` +
      `${triggers.map((trigger) => `ENABLE TRIGGER ${escapeIdentifier(trigger)}`).join(', ')};`,
  }));
}

/** Where another user granted or owns it, the doctor goes on naming it. */
export async function takeBackRights(client: Client, login: string): Promise<void> {
  const faults = await sharedRightFaults(client, login);
  if (faults.length > 0) await client.query(SHARED_LOCK);
  for (const { remedy } of faults) {
    await client.query(remedy).catch((error: unknown) => {
      if (codeOf(error) !== NO_RIGHT) throw error;
    });
  }
}
