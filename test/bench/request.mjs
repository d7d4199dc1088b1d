// Node CPU per request of a list endpoint: the platform against one static DataSource, in turns, in one run.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { Client } from 'pg';
import { ServerProcess } from './server-process.mjs';
import { median, printTable } from './table.mjs';

/** Processes differ by what the compiler and the collector make of their first seconds, so there are several. */
const STARTS = 3;
const ROUNDS = 12;
const WARM_UP_REQUESTS = 16_000;
const REQUESTS = 2_000;
const CONNECTIONS = 16;
const PATH = '/api/sales/customers?limit=20';
const WANTED = 1.1;

const postgres = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const rows = [];
for (const engine of ['postgres', 'sqlite']) {
  const starts = [];
  for (let start = 0; start < STARTS; start += 1) starts.push(await compare(engine));
  const [fixed, tenantry, ratio] = [0, 1, 2].map((column) => median(starts.map((values) => values[column])));
  const all = starts.map((values) => values[2].toFixed(3)).join(' ');
  rows.push([engine, fixed.toFixed(0), tenantry.toFixed(0), ratio.toFixed(3), all, `≤ ${WANTED.toFixed(2)}`]);
}
process.stdout.write(
  `\nGET ${PATH}: Node CPU per request, medians of ${STARTS} starts with ${ROUNDS} rounds of ${REQUESTS} requests ` +
    `in turns\n\n`,
);
printTable(['engine', 'static µs', 'tenantry µs', 'ratio', 'of each start', 'wanted'], rows);

async function compare(engine) {
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
    const tenantry = await start('request/tenantry-server.mjs', settings);
    servers.push(tenantry);
    const fixed = await start('request/static-server.mjs', settings, tenantry.ready);
    servers.push(fixed);
    const [ours, theirs] = await takeTurns([tenantry, fixed]);
    return [theirs, ours, ours / theirs];
  } finally {
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true, force: true });
    if (engine === 'postgres') await dropDatabases(prefix);
  }
}

function start(script, ...args) {
  const file = new URL(script, import.meta.url).pathname;
  return ServerProcess.start(
    script,
    file,
    args.map((value) => JSON.stringify(value)),
  );
}

async function takeTurns(servers) {
  for (const server of servers) await load(server, WARM_UP_REQUESTS);
  const costs = servers.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first as often as the other.
    const order = round % 2 ? [...servers.keys()].toReversed() : [...servers.keys()];
    for (const index of order) costs[index].push(await costOf(servers[index]));
  }
  return costs.map(median);
}

async function costOf(server) {
  const before = await server.cpu();
  await load(server, REQUESTS);
  return ((await server.cpu()) - before) / REQUESTS;
}

async function load({ name, ready }, amount) {
  const result = await autocannon({
    url: `http://127.0.0.1:${ready.port}${PATH}`,
    headers: ready.headers,
    connections: CONNECTIONS,
    amount,
  });
  if (result.non2xx || result.errors) {
    throw new Error(`${name}: ${result.non2xx} refusals and ${result.errors} errors under load.`);
  }
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
