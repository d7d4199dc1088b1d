// Each list and report of one year, against a read by primary key of the same server in the same run.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { built } from './built.mjs';
import { planOf, recordStatements } from './reports/plans.mjs';
import { TurnTaker } from './reports/turns.mjs';
import { liftRateLimits } from './request/no-limits.mjs';
import { printTable } from './table.mjs';

const [size = 'small', ...engines] = process.argv.slice(2);
const ROUNDS = 15;
const WANTED = 10;
const SLUG = 'bench';
const CLI = fileURLToPath(new URL('../../bin/tenantry.js', import.meta.url));
const OPERATOR = { email: 'operator@bench.test', password: 'operator-password-1' };
const OWNER = { email: 'owner@bench.test', password: 'owner-password-1' };
const postgres = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** The tenants' roles are the whole server's; they are known by their rights in the databases. */
const ROLES = `SELECT DISTINCT rolname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid
  JOIN pg_database d ON d.oid = s.dbid OR (s.classid = 'pg_database'::regclass AND d.oid = s.objid)
  WHERE s.refclassid = 'pg_authid'::regclass AND NOT rolsuper AND NOT rolcreaterole
    AND starts_with(datname, $1)`;

for (const engine of engines.length > 0 ? engines : ['sqlite', 'postgres']) await measure(engine);

async function measure(engine) {
  const prefix = `tenantry_test_${randomBytes(3).toString('hex')}_`;
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const settings = await settingsOf(engine, prefix, folder);
  const app = await started(settings);
  try {
    const client = await clientOf(app);
    const seconds = await seed(settings);
    // As the server does by itself some minutes after so many rows.
    if (engine === 'postgres')
      await withServer((client) => client.query('VACUUM ANALYZE'), `${prefix}${SLUG}`);
    const year = await fullestYear(client);
    process.stdout.write(`\n${engine}, size ${size}, seeded in ${seconds.toFixed(1)} s, ${year}\n\n`);
    const rows = await rowsOf(app, client, year);
    printTable(['path', 'ms', '× key read', 'wanted', 'rows read', 'plan'], rows);
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true });
    if (engine === 'postgres') await dropDatabases(prefix);
  }
}

async function settingsOf(engine, prefix, folder) {
  return {
    DATA_DIR: folder,
    DEMO: 'false',
    LOG_LEVEL: 'silent',
    TENANT_DATABASE_PREFIX: prefix,
    STATEMENT_TIMEOUT_MS: '600000',
    ADMIN_EMAIL: OPERATOR.email,
    ADMIN_PASSWORD: OPERATOR.password,
    ...(engine === 'postgres' && { DEFAULT_DATABASE_URL: await createControl(prefix) }),
  };
}

async function started(settings) {
  const app = await built('src/boot/create-app').createApp(built('src/config/config').loadConfig(settings));
  liftRateLimits(app);
  await app.listen(0, '127.0.0.1');
  return app;
}

/** By the command that users have: a server that is asked for reports hasn't written 200,000 invoices just before. */
async function seed(settings) {
  const begin = performance.now();
  const args = [CLI, 'tenant', 'seed', SLUG, '--size', size];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...settings } });
  return (performance.now() - begin) / 1000;
}

async function rowsOf(app, client, year) {
  const range = `from=${year}-01-01&to=${year}-12-31`;
  const [customer] = (await client('GET', '/api/sales/customers?limit=1')).items;
  const [{ customerId }] = (await client('GET', '/api/sales/invoices?limit=1')).items;
  const { items: accounts } = await client('GET', '/api/accounting/accounts?limit=100');
  const receivable = accounts.find(({ code }) => code === '1100').id;
  const report = (name) => `/api/accounting/reports/${name}?${range}`;
  const sales = (name) => `/api/sales/reports/${name}?${range}`;
  const paths = [
    '/api/sales/customers',
    '/api/sales/products',
    `/api/sales/invoices?${range}`,
    '/api/sales/invoices?due=overdue&sort=dueDate',
    `/api/sales/credit-notes?${range}`,
    '/api/locations',
    '/api/audit',
    '/api/accounting/accounts',
    '/api/accounting/tax-rates',
    `/api/accounting/journal-entries?${range}`,
    `/api/accounting/expenses?${range}`,
    `/api/accounting/accounts/${receivable}/ledger?${range}`,
    ...['trial-balance', 'profit-and-loss', 'tax', 'cash', 'location-performance'].map(report),
    `/api/accounting/reports/balance-sheet?asOf=${year}-12-31`,
    report('aged-receivables'),
    `/api/accounting/reports/aged-receivables?asOf=${year}-12-31`,
    '/api/accounting/reports/aged-receivables',
    `/api/sales/customers/${customerId}/statement?${range}`,
    ...['by-customer', 'by-product', 'by-location'].map(sales),
    `${sales('by-period')}&granularity=month`,
    // Years that begin in the middle of a month, for which the least is kept.
    ...['by-customer', 'by-product'].flatMap((name) =>
      [`from=${year - 1}-07-16&to=${year}-07-15`, `from=${year - 1}-11-24&to=${year}-11-23`].map(
        (other) => `/api/sales/reports/${name}?${other}`,
      ),
    ),
  ];
  const key = `/api/sales/customers/${customer.id}`;
  const turns = new TurnTaker(client.server);
  const rows = [];
  for (const path of paths) {
    const [own, byKey] = await turns.times([path, key], ROUNDS);
    const { rowsRead, shape } = planOf(await recordStatements(app, SLUG, () => client('GET', path)));
    const name = path.replace(`?${range}`, '').replace(receivable, ':id').replace(customerId, ':id');
    rows.push([name, own.toFixed(1), (own / byKey).toFixed(1), `< ${WANTED}`, rowsRead, shape]);
  }
  await turns.stop();
  return rows;
}

/** The year with the most invoices. */
async function fullestYear(client) {
  const { rows } = await client('GET', '/api/sales/reports/by-period?granularity=year');
  return rows.toSorted((a, b) => b.invoices - a.invoices)[0].key;
}

async function clientOf(app) {
  const operator = await signIn(app, 'admin.localhost', OPERATOR);
  const tenant = { slug: SLUG, name: 'Bench', adminEmail: OWNER.email, adminPassword: OWNER.password };
  await send(app, { host: 'admin.localhost', token: operator }, 'POST', '/api/tenants?wait=true', {
    ...tenant,
    multiLocation: true,
  });
  const host = `${SLUG}.localhost`;
  const token = await signIn(app, host, OWNER);
  const server = { port: app.getHttpServer().address().port, host, token };
  const client = async (method, path, body) =>
    JSON.parse((await send(app, { host, token }, method, path, body)).toString());
  return Object.assign(client, { server });
}

async function signIn(app, host, credentials) {
  return JSON.parse((await send(app, { host }, 'POST', '/api/auth/login', credentials)).toString())
    .accessToken;
}

/** `fetch` can't set the Host header. */
async function send(app, { host, token }, method, path, body) {
  const { port } = app.getHttpServer().address();
  const headers = {
    host,
    ...(body && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers });
  outgoing.end(body && JSON.stringify(body));
  const [response] = await once(outgoing, 'response');
  const bytes = Buffer.concat(await response.toArray());
  if (response.statusCode >= 300) throw new Error(`${path}: ${response.statusCode} ${bytes.toString()}`);
  return bytes;
}

async function createControl(prefix) {
  await withServer((client) => client.query(`CREATE DATABASE "${prefix}control"`));
  return Object.assign(new URL(postgres), { pathname: `/${prefix}control` }).href;
}

function dropDatabases(prefix) {
  return withServer(async (client) => {
    const { rows: roles } = await client.query(ROLES, [prefix]);
    const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
      prefix,
    ]);
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    for (const { rolname } of roles) await client.query(`DROP ROLE IF EXISTS "${rolname}"`);
  });
}

async function withServer(work, database) {
  const url = database ? Object.assign(new URL(postgres), { pathname: `/${database}` }).href : postgres;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
