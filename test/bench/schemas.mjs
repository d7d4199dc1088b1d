// From how many schemas on does PostgreSQL's catalogue hurt? Real tables, copies of one migrated schema.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { built } from './built.mjs';
import { median, printTable } from './table.mjs';

const STEPS = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 3000];
const ROUNDS = 7;
const WALK = 100;
const server = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const prefix = `tenantry_bench_${randomBytes(3).toString('hex')}_`;
const urlOf = (database) => Object.assign(new URL(server), { pathname: `/${database}` }).href;
const shared = urlOf(`${prefix}shared`);
const run = promisify(execFile);

const COUNT = `SELECT count(*)::int AS relations, pg_size_pretty(pg_database_size(current_database())) AS size
  FROM pg_class`;
const LIST = `SELECT table_name FROM information_schema.tables WHERE table_schema = $1`;
const CACHE = `SELECT (sum(used_bytes) / 1024 / 1024)::float8 AS mib FROM pg_backend_memory_contexts
  WHERE name = 'CacheMemoryContext' OR parent = 'CacheMemoryContext'`;

/** The roles that have rights in a database that is about to go. */
const ROLES = `SELECT DISTINCT rolname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid
  JOIN pg_database d ON d.oid = s.dbid OR (s.classid = 'pg_database'::regclass AND d.oid = s.objid)
  WHERE s.refclassid = 'pg_authid'::regclass AND NOT rolsuper AND NOT rolcreaterole
    AND starts_with(datname, $1)`;

const folder = await mkdtemp(join(tmpdir(), prefix));
const app = await started();
try {
  await create('template');
  const template = `${prefix}template`;
  const dump = await dumpOf(template);
  const rows = [];
  let made = 1;
  for (const wanted of STEPS) {
    made = await copies(dump, template, made, wanted);
    rows.push(await measured(wanted));
    process.stderr.write(`${rows.at(-1).join(' | ')}\n`);
  }
  printTable(
    ['schemas', 'relations', 'size', 'first ms', 'tables ms', 'migrate ms', 'dump s', `MiB/${WALK}`],
    rows,
  );
} finally {
  await app.close();
  await drop();
  await rm(folder, { recursive: true, force: true });
}

async function started() {
  await withClient(server, (client) => client.query(`CREATE DATABASE ${prefix}control`));
  return built('src/cli/run/cli.app').openApp({
    NODE_ENV: 'test',
    DATA_DIR: folder,
    DEFAULT_DATABASE_URL: urlOf(`${prefix}control`),
    TENANT_DATABASE_PREFIX: prefix,
    TENANT_ISOLATION: 'schema',
    MAX_TENANTS: '1000000',
    DEMO: 'false',
    LOG_LEVEL: 'silent',
  });
}

/** Milliseconds of the step that migrates. */
async function create(slug) {
  const { TenantService } = built('src/control/tenants/tenant.service');
  const { OperationRunner, OperationStore } = built('libs/tenancy/src/operator');
  const asked = { slug, name: slug, adminEmail: 'owner@bench.test', adminPassword: 'owner-password-1' };
  const { operationId } = await app.get(TenantService, { strict: false }).create(asked);
  await app.get(OperationRunner, { strict: false }).finished(operationId);
  const steps = await app.get(OperationStore, { strict: false }).stepsOf([operationId]);
  const { startedAt, finishedAt } = steps.find(({ name }) => name === 'migrate');
  return finishedAt.getTime() - startedAt.getTime();
}

async function dumpOf(schema) {
  const options = ['--no-owner', '--no-privileges', '--inserts', `--schema=${schema}`, shared];
  const { stdout } = await run('pg_dump', options, { maxBuffer: 64 * 1024 * 1024 });
  return stdout.replaceAll(/^\\.*$/gm, '');
}

async function copies(dump, template, from, to) {
  await withClient(shared, async (client) => {
    for (let index = from; index < to; index += 1) {
      await client.query(dump.replaceAll(template, `${prefix}${index}`));
      if (index % 100 === 0) process.stderr.write(`${index} of ${to} schemas\n`);
    }
    await client.query('ANALYZE');
  });
  return to;
}

async function measured(schemas) {
  const [{ relations, size }] = await withClient(shared, (client) => rowsOf(client, COUNT));
  const first = [];
  const tables = [];
  const migrate = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const schema = `${prefix}${1 + Math.floor((round * (schemas - 2)) / ROUNDS)}`;
    first.push(await firstQuery(schema));
    tables.push(await withClient(shared, (client) => timed(() => client.query(LIST, [schema]))));
    if (round < 3) migrate.push(await create(`m${schemas}-${round}`));
  }
  const last = `${prefix}${schemas - 1}`;
  const dump = await timed(() => dumpOf(last));
  const cache = await withClient(shared, (client) => walked(client, schemas));
  return [
    schemas,
    relations,
    size,
    median(first).toFixed(1),
    median(tables).toFixed(1),
    median(migrate),
    (dump / 1000).toFixed(1),
    cache.toFixed(0),
  ];
}

/** What a request finds on a connection that is new. */
function firstQuery(schema) {
  return timed(() =>
    withClient(shared, async (client) => {
      await client.query(`SET search_path TO ${schema}`);
      await client.query('SELECT * FROM invoices JOIN customers c ON c.id = customer_id LIMIT 20');
    }),
  );
}

/** What one shared connection has learnt by heart after it has served many tenants. */
async function walked(client, schemas) {
  for (let index = 1; index <= Math.min(WALK, schemas - 1); index += 1) {
    await client.query(`SET search_path TO ${prefix}${index}`);
    await client.query('SELECT * FROM invoices JOIN customers c ON c.id = customer_id LIMIT 20');
    await client.query('SELECT * FROM products LIMIT 20');
  }
  return (await rowsOf(client, CACHE))[0].mib;
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function rowsOf(client, sql) {
  return (await client.query(sql)).rows;
}

async function withClient(url, work) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function drop() {
  await withClient(server, async (client) => {
    const { rows: roles } = await client.query(ROLES, [prefix]);
    for (const name of ['shared', 'control'])
      await client.query(`DROP DATABASE IF EXISTS ${prefix}${name} WITH (FORCE)`);
    for (const { rolname } of roles) await client.query(`DROP ROLE IF EXISTS ${rolname}`);
  });
}
