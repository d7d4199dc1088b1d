import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

export const TEST_ENGINES = ['sqlite', 'postgres'] as const;
export type TestEngine = (typeof TEST_ENGINES)[number];

/** A corner of a server that belongs to one test file: everything in it carries `prefix` and goes together. */
export interface ThrowawayServer {
  readonly engine: TestEngine;
  /** What a store's URL is derived from: `sqlite:<folder>` or `postgresql://…/postgres`. */
  readonly url: string;
  /** Every database name made here starts with it; for TENANT_DATABASE_PREFIX. */
  readonly prefix: string;
  /** A temporary folder of this test file, on both engines. */
  readonly folder: string;
  /** Makes an empty database and returns its URL: `sqlite:<file>` or `postgresql://…/<prefix><name>`. */
  createDatabase(name: string): Promise<string>;
  /** Removes the folder and every database that starts with `prefix`, also those made by the program. */
  drop(): Promise<void>;
  /** Where its data is, for a person who wants to look after a failure. */
  describe(): string;
}

/** `url` is the PostgreSQL server's; SQLite needs none. */
export async function throwawayServer(engine: TestEngine, url: string): Promise<ThrowawayServer> {
  const prefix = `tenantry_test_${randomBytes(3).toString('hex')}_`;
  const folder = await mkdtemp(join(tmpdir(), prefix));
  return engine === 'sqlite' ? sqliteServer(prefix, folder) : postgresServer(prefix, folder, url);
}

function sqliteServer(prefix: string, folder: string): ThrowawayServer {
  return {
    engine: 'sqlite',
    url: `sqlite:${folder}`,
    prefix,
    folder,
    createDatabase: async (name) => `sqlite:${join(folder, `${prefix}${name}.sqlite3`)}`,
    drop: () => rm(folder, { recursive: true, force: true }),
    describe: () => folder,
  };
}

function postgresServer(prefix: string, folder: string, url: string): ThrowawayServer {
  return {
    engine: 'postgres',
    url,
    prefix,
    folder,
    createDatabase: async (name) => {
      await withClient(url, (client) => client.query(`CREATE DATABASE "${prefix}${name}"`));
      return Object.assign(new URL(url), { pathname: `/${prefix}${name}` }).href;
    },
    drop: async () => {
      await withClient(url, (client) => dropDatabases(client, prefix));
      await rm(folder, { recursive: true, force: true });
    },
    describe: () => `${folder} and the databases ${prefix}*`,
  };
}

async function dropDatabases(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of rows) {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  }
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
