import type { Client } from 'pg';
import {
  SharedDatabaseForeignError,
  SharedDatabaseTakenError,
  SharedDatabaseUnmarkedError,
} from '../../tenancy.errors.js';
import type { SharedDatabase } from '../shared-database.js';
import { codeOf } from '../error-code.js';
import { quoteIdentifier } from '../identifier.js';
import { MARKER_TABLE } from '../store-marker.js';
import { atDatabase, createDatabase, onServer, putRole, withClient } from './postgres-admin.js';
import { loginAttributes } from './postgres-grants.js';
import { markSql, SHARED_LOCK, sharedState } from './shared-mark.js';

const NO_RIGHT = '42501';

export const GUARD_MARKERS = `
  ALTER TABLE public.${MARKER_TABLE} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY tenantry_tenant ON public.${MARKER_TABLE}
    USING (tenant_id = current_setting('app.tenant_id', true))`;

/** Every tenant that has rows here, and under which name. Each sees its own line: the marker of its store. */
const MARKERS = `
  CREATE TABLE public.${MARKER_TABLE} (tenant_id varchar(36) PRIMARY KEY, store varchar(255) NOT NULL UNIQUE);
  ${GUARD_MARKERS}`;

/**
 * Makes the database that tenants share, and the role that programs sign in to it as: not the owner of anything, no
 * superuser, and without the rights of the tenants' roles until it takes one of them on. Can be run again. Whose the
 * database is comes first: another platform's role would get our password.
 */
export async function prepareShared(serverUrl: string, shared: SharedDatabase): Promise<void> {
  const { name, login } = shared;
  await onServer(serverUrl, async (client) => {
    await client.query(SHARED_LOCK);
    await createDatabase(client, name);
  });
  await withClient(atDatabase(serverUrl, name), async (client) => {
    const role = quoteIdentifier(login.user);
    await client.query(SHARED_LOCK);
    await ensureMarkers(client, shared);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await putRole(client, login.user, loginAttributes(login.password));
    await client.query(`GRANT CONNECT ON DATABASE ${quoteIdentifier(name)} TO ${role}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    await client.query(`GRANT SELECT ON public.${MARKER_TABLE} TO ${role}`);
    await closeSetConfig(client);
  });
}

/** The markers and the platform's mark come together. One without a mark is adopted before, or not at all. */
async function ensureMarkers(client: Client, { name, platform }: SharedDatabase): Promise<void> {
  const state = await sharedState(client);
  if (state.kind === 'missing') await client.query(`${MARKERS}; ${markSql(platform)}`);
  if (state.kind === 'foreign') throw new SharedDatabaseTakenError(name);
  if (state.kind === 'unmarked')
    throw new SharedDatabaseUnmarkedError(name, state.tenants.length, `${markSql(platform)};`);
  if (state.kind === 'marked' && state.platform !== platform) throw new SharedDatabaseForeignError(name);
}

/** SET stays possible and is noticed by the runner; inside an expression it would not be. A superuser's right alone. */
async function closeSetConfig(client: Client): Promise<void> {
  const sql = 'REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC';
  await client.query(sql).catch((error: unknown) => {
    if (codeOf(error) !== NO_RIGHT) throw error;
  });
}
