import { escapeIdentifier, type Client } from 'pg';
import {
  type Check,
  clockFaults,
  type EngineChecks,
  type Fault,
  ownUserRemedy,
  type ServerUnderCheck,
  type StoreUnderCheck,
} from '../engine-checks.js';
import { atDatabase, onServer, withClient } from './postgres-admin.js';
import { rowFaults } from './row-step.js';
import { readRowState } from './row-tables.js';
import { sharedRightFaults, triggerFaults } from './shared-rights.js';
import { inspectShared, markSql } from './shared-mark.js';
import type { SharedDatabase } from '../shared-database.js';
import {
  connectFaults,
  rightFaults,
  roleFaults,
  setConfigFaults,
  usageFaults,
} from './postgres-roles-check.js';

const OLDEST = 140_000;
const OLDEST_ROW = 150_000;

/** `version` as in `server_version_num`. */
export function versionFaults(version: number, hasRows: boolean): Fault[] {
  const needed = hasRows ? OLDEST_ROW : OLDEST;
  if (version >= needed) return [];
  const [is, wants] = [version, needed].map((number) => Math.floor(number / 10_000));
  const why = hasRows ? ', because tenants with "row" isolation are on it' : '';
  return [
    {
      message: `It is PostgreSQL ${is}; ${wants} or newer is needed${why}.`,
      remedy: `Upgrade it to PostgreSQL ${wants} or newer.`,
    },
  ];
}

const inServer =
  (look: (client: Client, target: ServerUnderCheck) => Promise<Fault[]>) =>
  (target: ServerUnderCheck): Promise<Fault[]> =>
    onServer(target.url, (client) => look(client, target));

/** Nothing where the server has no shared database. */
const inShared =
  (look: (client: Client, login: string, database: string) => Promise<Fault[]>) =>
  async ({ url, shared }: ServerUnderCheck): Promise<Fault[]> =>
    shared
      ? withClient(atDatabase(url, shared.name), (client) => look(client, shared.login.user, shared.name))
      : [];

const inStore =
  (look: (client: Client, target: StoreUnderCheck) => Promise<Fault[]>) =>
  (target: StoreUnderCheck): Promise<Fault[]> =>
    withClient(target.adminUrl, (client) => look(client, target));

const server: readonly Check<ServerUnderCheck>[] = [
  { name: 'reachable', faults: inServer(async () => []) },
  {
    name: 'version',
    faults: inServer(async (client, { isolations }) => {
      const [row] = (await client.query(`SELECT current_setting('server_version_num')::int AS n`)).rows;
      return versionFaults(row.n as number, isolations.has('row'));
    }),
  },
  {
    name: 'clock',
    faults: inServer(async (client) => {
      const [row] = (await client.query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms')).rows;
      return clockFaults(Number(row.ms));
    }),
  },
  { name: 'provisioning rights', faults: inServer(provisioningFaults) },
  {
    name: 'shared role',
    isolations: ['schema', 'row'],
    faults: inShared((client, login) => roleFaults(client, login, { isShared: true })),
  },
  { name: 'shared database', isolations: ['schema', 'row'], faults: inShared(publicFaults) },
  { name: 'platform', isolations: ['schema', 'row'], faults: platformFaults },
  { name: 'set_config', isolations: ['schema', 'row'], faults: inShared(setConfigFaults) },
  { name: 'shared tables', isolations: ['row'], faults: inShared(tableFaults) },
  { name: 'shared rights', isolations: ['schema', 'row'], faults: inShared(rightFaultsOfLogin) },
];

const store: readonly Check<StoreUnderCheck>[] = [
  { name: 'session', of: 'all', faults: sessionFaults },
  {
    name: 'role',
    isolations: ['database', 'schema'],
    faults: inStore((client, { role, isolation }) =>
      roleFaults(client, role, { signsIn: isolation === 'database' }),
    ),
  },
  {
    name: 'superuser',
    isolations: ['database'],
    of: 'brought',
    faults: inStore((client, target) =>
      roleFaults(client, target.role, { onlyPowers: ownUserRemedy(target) }),
    ),
  },
  {
    name: 'connect',
    isolations: ['database'],
    faults: inStore((client, target) => connectFaults(client, target)),
  },
  {
    name: 'rights',
    isolations: ['database', 'schema'],
    faults: inStore((client, { role, isolation, store }) =>
      rightFaults(client, role, isolation === 'schema' ? store : 'public'),
    ),
  },
  {
    name: 'triggers',
    isolations: ['database', 'schema'],
    of: 'all',
    faults: inStore((client, { isolation, store }) =>
      triggerFaults(client, isolation === 'schema' ? store : 'public'),
    ),
  },
  {
    name: 'schemas',
    isolations: ['schema'],
    faults: inStore((client, target) => usageFaults(client, target)),
  },
];

const TABLES = `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`;

const SHAPE = `
  WITH tables AS (
    SELECT c.oid, c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p'))
  SELECT 'column' AS kind, t.name AS place, a.attname::text AS what
    FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'guard', t.name, g.tgname::text FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
    WHERE NOT g.tgisinternal
  UNION ALL SELECT CASE WHEN i.indisunique THEN 'unique' ELSE 'index' END, t.name,
      CASE WHEN NOT 0 = ANY (i.indkey) THEN (
        SELECT string_agg(a.attname::text, ',' ORDER BY k.at)
          FROM unnest(i.indkey) WITH ORDINALITY k (number, at)
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) END
    FROM tables t JOIN pg_index i ON i.indrelid = t.oid WHERE i.indisvalid`;

export const postgresChecks: EngineChecks = {
  server,
  file: [],
  store,
  tables: TABLES,
  shape: { sql: SHAPE },
};

async function provisioningFaults(client: Client): Promise<Fault[]> {
  const [row] = (
    await client.query(
      `SELECT current_user AS name, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user`,
    )
  ).rows;
  const missing = row.rolsuper
    ? []
    : [...(row.rolcreatedb ? [] : ['CREATEDB']), ...(row.rolcreaterole ? [] : ['CREATEROLE'])];
  if (missing.length === 0) return [];
  return [
    {
      message: `The user of its URL, "${row.name}", has not ${missing.join(' and ')}: it can make no tenants.`,
      remedy: `As a superuser: ALTER ROLE ${escapeIdentifier(row.name)} ${missing.join(' ')};`,
    },
  ];
}

async function publicFaults(client: Client, _login: string, database: string): Promise<Fault[]> {
  const [row] = (
    await client.query(
      `SELECT EXISTS (SELECT 1 FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
         WHERE d.datname = current_database() AND a.grantee = 0) AS database,
       EXISTS (SELECT 1 FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
         WHERE n.nspname = 'public' AND a.grantee = 0) AS schema`,
    )
  ).rows;
  const name = escapeIdentifier(database);
  return [
    ...(row.database
      ? [
          {
            message: `PUBLIC has rights on the database "${database}": every role of the server can connect to it.`,
            remedy: `REVOKE ALL ON DATABASE ${name} FROM PUBLIC;`,
          },
        ]
      : []),
    ...(row.schema
      ? [
          {
            message: `PUBLIC has rights on the schema public of "${database}".`,
            remedy: `In ${name}: REVOKE ALL ON SCHEMA public FROM PUBLIC;`,
          },
        ]
      : []),
  ];
}

/** Whose mark the shared database carries. */
async function platformFaults({ url, shared, known }: ServerUnderCheck): Promise<Fault[]> {
  if (!shared) return [];
  const { name, platform } = shared;
  const state = await inspectShared(url, name);
  if (state.kind === 'marked' && state.platform !== platform) {
    return [
      {
        message: `The database "${name}" carries the mark of another platform (${state.platform}).`,
        remedy: 'Give one of the two another TENANT_DATABASE_PREFIX or server, and move its tenants there.',
      },
    ];
  }
  return state.kind === 'unmarked' ? [unmarkedFault(shared, state.tenants, known)] : [];
}

function unmarkedFault(
  { name, platform }: SharedDatabase,
  tenants: readonly string[],
  known: ReadonlySet<string> = new Set(),
): Fault {
  const strangers = tenants.filter((id) => !known.has(id));
  if (strangers.length === 0) {
    const message = `The database "${name}" carries no platform's mark yet.`;
    return {
      message,
      remedy: 'The next tenant that is made or migrated there brings it.',
      isWarning: true,
    };
  }
  return {
    message: `The database "${name}" carries no platform's mark, and holds tenants that the catalog doesn't know: ${strangers.join(', ')}. Mark it if no other platform uses it.`,
    remedy: `In ${escapeIdentifier(name)}: ${markSql(platform)};`,
  };
}

async function rightFaultsOfLogin(client: Client, login: string, database: string): Promise<Fault[]> {
  const found = await sharedRightFaults(client, login);
  return found.map(({ message, remedy }) => ({
    message,
    remedy: `In ${escapeIdentifier(database)}: ${remedy}`,
  }));
}

async function tableFaults(client: Client, login: string): Promise<Fault[]> {
  const found = rowFaults(await readRowState(client, login), login);
  return found.map((message) => ({
    message: `${message}.`,
    remedy: 'Repair it by naming a tenant of this server: tenant migrate --tenant <slug>',
  }));
}

/** What a request finds: names that lead to its own tables, and nothing that switches triggers off. */
async function sessionFaults({ ask, isolation, store }: StoreUnderCheck): Promise<Fault[]> {
  const [row] = await ask(
    `SELECT array_to_string(current_schemas(false), ',') AS path, session_user AS role, current_database() AS database,
       current_setting('session_replication_role') AS replication`,
  );
  const { path, role, database, replication } = row as Record<string, string>;
  const reset = (name: string): string =>
    `ALTER ROLE ${escapeIdentifier(role ?? '')} RESET ${name}; ALTER DATABASE ${escapeIdentifier(database ?? '')} RESET ${name};`;
  const wanted = isolation === 'schema' ? store : 'public';
  return [
    ...(path === wanted
      ? []
      : [
          {
            message: `Its requests look names up in "${path}", not in "${wanted}" alone.`,
            remedy: reset('search_path'),
          },
        ]),
    ...(replication === 'origin'
      ? []
      : [
          {
            message: 'Its requests run with triggers and foreign keys off.',
            remedy: reset('session_replication_role'),
          },
        ]),
  ];
}
