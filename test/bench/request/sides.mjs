import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { Client } from 'pg';
import { ServerProcess } from '../server-process.mjs';

export const CONNECTIONS = 16;
/** One statement a request, and three: invoices come with their lines and customers. */
export const CUSTOMERS = '/api/sales/customers?limit=20';
export const INVOICES = '/api/sales/invoices?limit=20';

const postgres = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** The server that a script of this folder makes, given what the platform said when it listened. */
const OTHERS = {
  static: (ready) => ['static-server.mjs', ready],
  perRequest: (ready) => ['static-server.mjs', { ...ready, perRequest: true }],
  bare: (ready) => ['bare-server.mjs', ready],
};

/** Starts the platform with one tenant, and the others on the same store; stops them all, and takes away what they made. */
export async function withServers(engine, others, work) {
  const prefix = `tenantry_test_${randomBytes(3).toString('hex')}_`;
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const settings = {
    DATA_DIR: folder,
    DEMO: 'false',
    LOG_LEVEL: 'info',
    JWT_SECRET: randomBytes(32).toString('hex'),
    TENANT_DATABASE_PREFIX: prefix,
    CONNECTION_BUDGET: '20',
    ...(engine === 'postgres' && { DEFAULT_DATABASE_URL: await createControl(prefix) }),
  };
  const servers = [];
  try {
    servers.push(await start('tenantry-server.mjs', settings));
    for (const other of others) servers.push(await start(...forSide(other, settings, servers[0].ready)));
    return await work(servers);
  } finally {
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true, force: true });
    if (engine === 'postgres') await dropDatabases(prefix);
  }
}

function forSide(name, settings, ready) {
  const [script, given] = OTHERS[name](ready);
  return [script, settings, given];
}

function start(script, ...args) {
  const file = new URL(script, import.meta.url).pathname;
  return ServerProcess.start(
    script,
    file,
    args.map((value) => JSON.stringify(value)),
  );
}

/** `{ amount }` of requests, or for a `{ duration }` in seconds. Resolves to requests per second. */
export async function load({ name, ready }, path, extent) {
  const result = await autocannon({
    url: `http://127.0.0.1:${ready.port}${path}`,
    headers: ready.headers,
    connections: CONNECTIONS,
    ...extent,
  });
  if (result.non2xx || result.errors) {
    throw new Error(`${name}: ${result.non2xx} refusals and ${result.errors} errors under load.`);
  }
  return result.requests.average;
}

async function createControl(prefix) {
  await withPostgres((client) => client.query(`CREATE DATABASE ${prefix}control`));
  return Object.assign(new URL(postgres), { pathname: `/${prefix}control` }).href;
}

async function dropDatabases(prefix) {
  await withPostgres(async (client) => {
    const { rows: found } = await client.query(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of found)
      await client.query(`DROP DATABASE ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  });
}

async function withPostgres(work) {
  const client = new Client({ connectionString: postgres });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
