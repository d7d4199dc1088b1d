import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, escapeId, type Connection, type RowDataPacket } from 'mysql2/promise';
import { Client } from 'pg';
import { type TestEngine, testServerUrl } from './test-engines.js';

/** A corner of a server that belongs to one test file: everything in it carries `prefix` and goes together. */
export interface ThrowawayServer {
  readonly engine: TestEngine;
  /** What a store's URL is derived from: `sqlite:<folder>`, `postgresql://…/postgres` or `mysql://…`. */
  readonly url: string;
  /** Every database name made here starts with it; for TENANT_DATABASE_PREFIX. */
  readonly prefix: string;
  /** A temporary folder of this test file, on all engines. */
  readonly folder: string;
  /** Makes an empty database and returns its URL: `sqlite:<file>` or `postgresql://…/<prefix><name>`. */
  createDatabase(name: string): Promise<string>;
  /** A database that can be the control database: a file beside MySQL, which can't hold it. */
  createControl(): Promise<string>;
  /** Removes the folder and every database that starts with `prefix`, also those made by the program. */
  drop(): Promise<void>;
  /** Where its data is, for a person who wants to look after a failure. */
  describe(): string;
}

const SERVERS: Record<TestEngine, (corner: Corner) => ThrowawayServer> = {
  sqlite: sqliteServer,
  postgres: postgresServer,
  mysql: mysqlServer,
};

interface Corner {
  prefix: string;
  folder: string;
  url: string;
}

/** On the server that the global set-up found, unless another is named. */
export async function throwawayServer(
  engine: TestEngine,
  url: string = testServerUrl(engine),
): Promise<ThrowawayServer> {
  const prefix = `tenantry_test_${randomBytes(3).toString('hex')}_`;
  const folder = await mkdtemp(join(tmpdir(), prefix));
  return SERVERS[engine]({ prefix, folder, url });
}

function sqliteServer({ prefix, folder }: Corner): ThrowawayServer {
  const createDatabase = async (name: string) => fileUrl({ prefix, folder }, name);
  return {
    engine: 'sqlite',
    prefix,
    folder,
    createDatabase,
    url: `sqlite:${folder}`,
    createControl: () => createDatabase('control'),
    drop: () => rm(folder, { recursive: true, force: true }),
    describe: () => folder,
  };
}

function postgresServer({ prefix, folder, url }: Corner): ThrowawayServer {
  const createDatabase = async (name: string) => {
    await withClient(url, (client) => client.query(`CREATE DATABASE "${prefix}${name}" TEMPLATE template0`));
    return Object.assign(new URL(url), { pathname: `/${prefix}${name}` }).href;
  };
  return {
    engine: 'postgres',
    url,
    prefix,
    folder,
    createDatabase,
    createControl: () => createDatabase('control'),
    drop: async () => {
      await withClient(url, (client) => dropDatabases(client, prefix));
      await rm(folder, { recursive: true, force: true });
    },
    describe: () => `${folder} and the databases ${prefix}*`,
  };
}

function mysqlServer({ prefix, folder, url }: Corner): ThrowawayServer {
  return {
    engine: 'mysql',
    url,
    prefix,
    folder,
    createDatabase: async (name) => {
      const sql = `CREATE DATABASE ${escapeId(prefix + name)} COLLATE utf8mb4_bin`;
      await withMysql(url, (connection) => connection.query(sql));
      return Object.assign(new URL(url), { pathname: `/${prefix}${name}` }).href;
    },
    createControl: async () => fileUrl({ prefix, folder }, 'control'),
    drop: async () => {
      await withMysql(url, (connection) => dropMysqlDatabases(connection, prefix));
      await rm(folder, { recursive: true, force: true });
    },
    describe: () => `${folder} and the MySQL databases ${prefix}*`,
  };
}

const fileUrl = ({ prefix, folder }: Omit<Corner, 'url'>, name: string): string =>
  `sqlite:${join(folder, `${prefix}${name}.sqlite3`)}`;

async function dropDatabases(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  const roles = await rolesOf(client, prefix);
  for (const { datname } of rows) {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  }
  for (const role of roles) await client.query(`DROP ROLE IF EXISTS ${client.escapeIdentifier(role)}`);
}

/** Roles are the whole server's. Those that were made here have rights in one of the databases. */
async function rolesOf(client: Client, prefix: string): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>(
    `SELECT DISTINCT rolname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid
     JOIN pg_database d ON d.oid = s.dbid OR (s.classid = 'pg_database'::regclass AND d.oid = s.objid)
     WHERE s.refclassid = 'pg_authid'::regclass AND NOT rolsuper AND NOT rolcreaterole
       AND starts_with(datname, $1)`,
    [prefix],
  );
  return rows.map(({ rolname }) => rolname);
}

async function dropMysqlDatabases(connection: Connection, prefix: string): Promise<void> {
  const sql = 'SELECT schema_name AS name FROM information_schema.schemata WHERE LEFT(schema_name, ?) = ?';
  const [rows] = await connection.query<RowDataPacket[]>(sql, [prefix.length, prefix]);
  for (const { name } of rows) await connection.query(`DROP DATABASE IF EXISTS ${escapeId(String(name))}`);
  await dropMysqlUsers(connection, prefix);
}

/** A grant outlives its database, and names it with escaped underscores or, on MySQL by a setting, without. */
async function dropMysqlUsers(connection: Connection, prefix: string): Promise<void> {
  const sql = "SELECT user AS user, host AS host FROM mysql.db WHERE LEFT(REPLACE(db, ?, ''), ?) = ?";
  const [rows] = await connection.query<RowDataPacket[]>(sql, ['\\', prefix.length, prefix]);
  for (const { user, host } of rows) await connection.query('DROP USER IF EXISTS ?@?', [user, host]);
}

/** Work on a connection of its own to a PostgreSQL database. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withMysql<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection(url);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}
