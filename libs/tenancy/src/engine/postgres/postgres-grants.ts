import { escapeLiteral, type Client } from 'pg';
import { quoteIdentifier } from '../identifier.js';
import { MARKER_TABLE } from '../store-marker.js';

const ROWS = 'SELECT, INSERT, UPDATE, DELETE';

/** What a program may see and never change: whose the store is, and how far it is migrated. */
export const OWNERS_TABLES = [MARKER_TABLE, 'migrations'];

/** Attributes of a role that programs sign in as. */
export const loginAttributes = (password: string): string =>
  `LOGIN NOINHERIT PASSWORD ${escapeLiteral(password)}`;

/**
 * Rows of all tables of a schema, now and after later migrations of the same user, and nothing else: no DDL, no
 * TRUNCATE, no REFERENCES, no TRIGGER. What a trigger function does needs no grant: only who makes the trigger must
 * be allowed to execute it.
 */
export async function grantRows(client: Client, schema: string, role: string): Promise<void> {
  // An owner that serves requests as well would take the list of migrations from itself.
  if (client.user === role) return;
  const [inSchema, to] = [quoteIdentifier(schema), quoteIdentifier(role)];
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename = ANY($2)',
    [schema, OWNERS_TABLES],
  );
  await client.query(
    [
      `REVOKE CREATE ON SCHEMA ${inSchema} FROM PUBLIC`,
      `GRANT USAGE ON SCHEMA ${inSchema} TO ${to}`,
      `GRANT ${ROWS} ON ALL TABLES IN SCHEMA ${inSchema} TO ${to}`,
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${inSchema} TO ${to}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${inSchema} GRANT ${ROWS} ON TABLES TO ${to}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${inSchema} GRANT USAGE, SELECT ON SEQUENCES TO ${to}`,
      ...rows.map(
        ({ name }) => `REVOKE INSERT, UPDATE, DELETE ON ${inSchema}.${quoteIdentifier(name)} FROM ${to}`,
      ),
    ].join('; '),
  );
}
