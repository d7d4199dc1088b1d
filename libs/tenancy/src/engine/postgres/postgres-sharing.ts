import type { QueryResult } from 'pg';
import type { Face, Sharing } from '../engine.js';
import { quoteIdentifier } from '../identifier.js';
import type { PostgresConnection } from './postgres.connection.js';
import { inSchema } from './postgres.url.js';
import { adoptShared, inspectShared, markSql } from './shared-mark.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The name that is asked for last is null when the path names no schema, or none that the role may use. */
function turnSql({ role, schema, tenantId = '' }: Face): string {
  if (tenantId !== '' && !UUID.test(tenantId))
    throw new RangeError(`"${tenantId}" is not the id of a tenant.`);
  return [
    `SET ROLE ${role === undefined ? 'NONE' : quoteIdentifier(role)}`,
    `SET search_path TO ${quoteIdentifier(schema)}`,
    `SET app.tenant_id TO '${tenantId}'`,
    'SELECT current_schema() AS name',
  ].join('; ');
}

/** One connection, one tenant after another. */
export const postgresSharing: Sharing = {
  turn: async (connection, face) => {
    const postgres = connection as PostgresConnection;
    postgres.isShared = true;
    // Several statements in one message give a list of results.
    const results: unknown = await postgres.raw.query(turnSql(face));
    const { name } = (results as QueryResult<{ name: string | null }>[]).at(-1)?.rows[0] ?? {};
    if (name !== face.schema)
      throw new Error(`There is no schema "${face.schema}" that this tenant may use.`);
  },
  inspect: inspectShared,
  adopt: adoptShared,
  markSql,
  inSchema,
};
