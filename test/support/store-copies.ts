import { StoreLocator, TenantCatalog } from '@tenantry/nest/operator';
import Database from 'better-sqlite3';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { Client } from 'pg';
import type { TestEngine, TestPlatform } from './index.js';

type Run = (sql: string) => Promise<unknown>;

/** Statements in a database of a test, beside the program. */
export async function inDatabase(engine: TestEngine, url: string, work: (run: Run) => Promise<void>) {
  if (engine === 'sqlite') return inFile(url, work);
  if (engine === 'mysql') {
    const connection = await createConnection(url);
    await work((sql) => connection.query(sql));
    return connection.end();
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  await work((sql) => client.query(sql));
  return client.end();
}

async function inFile(url: string, work: (run: Run) => Promise<void>): Promise<void> {
  const file = new Database(url.slice('sqlite:'.length));
  return work(async (sql) => file.exec(sql)).finally(() => file.close());
}

/** A URL of an empty database; on SQLite of a file that isn't there yet, in the tenants' folder. */
export async function freshUrl({ engine, server }: TestPlatform, name: string): Promise<string> {
  return engine === 'sqlite'
    ? `sqlite:${server.folder}/tenants/${server.prefix}${name}.sqlite3`
    : server.createDatabase(name);
}

/** The tenant's store as its administrator reaches it. */
export const adminUrlOf = async ({ app }: TestPlatform, slug: string): Promise<string> =>
  app.get(StoreLocator).adminUrl(await app.get(TenantCatalog).get(slug));

/** Copies a store, marker included, as an operator would by hand; returns the URL of the copy. */
export async function copyStore(platform: TestPlatform, slug: string, name: string): Promise<string> {
  const { engine, server } = platform;
  const source = await adminUrlOf(platform, slug);
  if (engine === 'postgres') return copyPostgres(server, source, name);
  const target = await freshUrl(platform, name);
  if (engine === 'sqlite') {
    await inDatabase(engine, source, async (run) => {
      await run(`VACUUM INTO '${target.slice('sqlite:'.length)}'`);
    });
    return target;
  }
  await copyTables(source, target);
  return target;
}

async function copyPostgres(server: TestPlatform['server'], source: string, name: string): Promise<string> {
  const [from, to] = [new URL(source).pathname.slice(1), `${server.prefix}${name}`];
  await inDatabase('postgres', server.url, async (run) => {
    await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${from}'`);
    await run(`CREATE DATABASE "${to}" TEMPLATE "${from}"`);
  });
  return Object.assign(new URL(server.url), { pathname: `/${to}` }).href;
}

async function copyTables(source: string, target: string): Promise<void> {
  const [from, to] = [source, target].map((url) => new URL(url).pathname.slice(1));
  const connection = await createConnection(source);
  await connection.query('SET foreign_key_checks = 0');
  const [tables] = await connection.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
    [from],
  );
  for (const { name } of tables) {
    await connection.query(`CREATE TABLE \`${to}\`.\`${name}\` LIKE \`${from}\`.\`${name}\``);
    await connection.query(`INSERT INTO \`${to}\`.\`${name}\` SELECT * FROM \`${from}\`.\`${name}\``);
  }
  await connection.end();
}
