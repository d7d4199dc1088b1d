import type { Client } from 'pg';

const DATABASES = 'SELECT datname, datacl::text FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1';
/** Those named after the test, and those with rights in its databases: other tests make theirs at the same time. */
const ROLES = `
  SELECT rolname, rolpassword FROM pg_authid r
  WHERE starts_with(rolname, $1) OR EXISTS (
    SELECT 1 FROM pg_shdepend s
    JOIN pg_database d ON d.oid = s.dbid OR (s.classid = 'pg_database'::regclass AND d.oid = s.objid)
    WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = r.oid AND starts_with(d.datname, $1))
  ORDER BY 1`;

/** The databases of a test on a PostgreSQL server with their rights, and the roles with their passwords' hashes. */
export async function serverState(client: Client, prefix: string): Promise<unknown[]> {
  return [(await client.query(DATABASES, [prefix])).rows, (await client.query(ROLES, [prefix])).rows];
}
