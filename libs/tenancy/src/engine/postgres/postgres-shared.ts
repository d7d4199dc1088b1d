import type { Client } from 'pg';
import { SharedDatabaseTakenError } from '../../tenancy.errors.js';
import type { SharedDatabase } from '../engine.js';
import { codeOf } from '../error-code.js';
import { quoteIdentifier } from '../identifier.js';
import { MARKER_TABLE } from '../store-marker.js';
import { atDatabase, createDatabase, onServer, putRole, withClient } from './postgres-admin.js';
import { loginAttributes } from './postgres-grants.js';

/** Two who change the rights of one object at once end in "tuple concurrently updated". */
const LOCK = 'SELECT pg_advisory_lock(7265362)';
const NO_RIGHT = '42501';

/** Every tenant that has rows here, and under which name. Each sees its own line: the marker of its store. */
const MARKERS = `
  CREATE TABLE public.${MARKER_TABLE} (tenant_id varchar(36) PRIMARY KEY, store varchar(255) NOT NULL UNIQUE);
  ALTER TABLE public.${MARKER_TABLE} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY tenantry_tenant ON public.${MARKER_TABLE}
    USING (tenant_id = current_setting('app.tenant_id', true))`;

/**
 * Makes the database that tenants share, and the role that programs sign in to it as: not the owner of anything, no
 * superuser, and without the rights of the tenants' roles until it takes one of them on. Can be run again.
 */
export async function prepareShared(serverUrl: string, { name, login }: SharedDatabase): Promise<void> {
  const role = quoteIdentifier(login.user);
  await onServer(serverUrl, async (client) => {
    await client.query(LOCK);
    await createDatabase(client, name);
    await putRole(client, login.user, loginAttributes(login.password));
    await client.query(`GRANT CONNECT ON DATABASE ${quoteIdentifier(name)} TO ${role}`);
  });
  await withClient(atDatabase(serverUrl, name), async (client) => {
    await client.query(LOCK);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    if (!(await hasMarkers(client, name))) await client.query(MARKERS);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    await client.query(`GRANT SELECT ON public.${MARKER_TABLE} TO ${role}`);
    await closeSetConfig(client);
  });
}

async function hasMarkers(client: Client, database: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string; ours: boolean }>(
    `SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'store') AS ours
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
  );
  if (rows.some(({ name, ours }) => name === MARKER_TABLE && ours)) return true;
  if (rows.length > 0) throw new SharedDatabaseTakenError(database);
  return false;
}

/** SET stays possible and is noticed by the runner; inside an expression it would not be. A superuser's right alone. */
async function closeSetConfig(client: Client): Promise<void> {
  const sql = 'REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC';
  await client.query(sql).catch((error: unknown) => {
    if (codeOf(error) !== NO_RIGHT) throw error;
  });
}
