import type { Client } from 'pg';
import type { ServerSurvey } from '../engine.js';
import type { SharedDatabase } from '../shared-database.js';
import { roundTrip } from '../round-trip.js';
import { codeOf } from '../error-code.js';
import { atDatabase, onServer, withClient } from './postgres-admin.js';

const NO_SUCH_DATABASE = '3D000';
const FACTS = `SELECT current_setting('server_version') AS version, current_setting('max_connections')::int AS "maxConnections",
  rolsuper OR (rolcreatedb AND rolcreaterole) AS able FROM pg_roles WHERE rolname = current_user`;
const SCHEMAS = `SELECT count(*)::int AS n FROM pg_namespace
  WHERE nspname <> 'information_schema' AND nspname <> 'public' AND nspname NOT LIKE 'pg\\_%'`;

interface Facts {
  version: string;
  maxConnections: number;
  able: boolean;
}

/** What an operator wants to know of a server before tenants come to it, and while they live there. */
export async function surveyPostgres(serverUrl: string, shared?: SharedDatabase): Promise<ServerSurvey> {
  const { able, ...facts } = await onServer(serverUrl, async (client) => {
    const latencyMs = await roundTrip(() => client.query('SELECT 1'));
    const { rows } = await client.query<Facts>(FACTS);
    return { ...rows[0]!, latencyMs };
  });
  return {
    ...facts,
    schemas: shared ? await withClient(atDatabase(serverUrl, shared.name), countSchemas).catch(none) : 0,
    ...(!able && { missingRight: { wanted: 'make databases and roles', right: 'CREATEDB CREATEROLE' } }),
  };
}

async function countSchemas(client: Client): Promise<number> {
  return (await client.query<{ n: number }>(SCHEMAS)).rows[0]?.n ?? 0;
}

/** Its name is written down before the first tenant has it made. */
function none(error: unknown): number {
  if (codeOf(error) === NO_SUCH_DATABASE) return 0;
  throw error;
}
