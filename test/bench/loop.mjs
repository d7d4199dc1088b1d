// How long each operation holds the event loop, asked for the most it may be asked for: the largest documents, the
// longest pages, whole files. `piece` is its CPU time between two turns of the loop at most, so what counts on a busy
// machine as well; `first` is that of the first time, before the code is compiled. On PostgreSQL, because SQLite's own statements run in the event loop, which is known.
//
//   npm run bench:loop [-- 15]     the fifteen worst; needs PostgreSQL at TEST_POSTGRES_URL or 127.0.0.1:5432
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { Program } from '../fuzz/program.mjs';
import { closeSender, send } from '../fuzz/sender.mjs';
import { World } from '../fuzz/world.mjs';
import { printTable } from './table.mjs';

const SHOWN = Number(process.argv[2] ?? 15);
/** Code that is compiled while it runs is not what is asked. */
const WARM = 3;
const ASKED = 5;
const LINES = 500;
/** As many as the longest page shows. */
const DOCUMENTS = 100;
const CUSTOMERS = 5_000;
const POLL_MS = 5;

const serverUrl = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const prefix = `tenantry_bench_${randomBytes(3).toString('hex')}_`;
const urlOf = (database) => Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;

const server = new Client({ connectionString: serverUrl });
let program;

const line = { description: 'x'.repeat(500), quantity: '1.500', unitPrice: '80.00', discount: '0.1000' };
const invoiceOf = (customerId) => ({ customerId, lines: Array.from({ length: LINES }, () => line) });

/** One cent of every line. */
const CREDIT = { amount: '5.00', reason: 'x' };

function entryOf(accounts) {
  const [debit, credit] = ['1020', '3100'].map((code) => accounts.find((account) => account.code === code));
  const lines = Array.from({ length: LINES }, (_, index) =>
    index % 2 ? { accountId: credit?.id, credit: '1.00' } : { accountId: debit?.id, debit: '1.00' },
  );
  return { date: new Date().toISOString().slice(0, 10), memo: 'x', lines };
}

async function fill(world) {
  const file = `name,email\n${Array.from({ length: CUSTOMERS }, (_, n) => `Customer ${n},c${n}@x.test\n`).join('')}`;
  const imported = await send(program.port, {
    ...requestTo(world, 'tenant', 'POST', '/api/sales/customers/import', file),
    headers: { ...headersOf(world, 'tenant'), 'content-type': 'text/csv' },
  });
  if (imported.status !== 200)
    throw new Error(`The customers were not imported: ${JSON.stringify(imported.json)}`);
  const { items } = await world.ask('GET', 'tenant', '/api/sales/customers?limit=1');
  const customerId = items[0].id;
  let invoice;
  for (let index = 0; index < DOCUMENTS; index += 1) {
    invoice = await world.ask('POST', 'tenant', '/api/sales/invoices', invoiceOf(customerId));
    await world.ask('POST', 'tenant', `/api/sales/invoices/${invoice.id}/issue`, {});
    await world.ask('POST', 'tenant', `/api/sales/invoices/${invoice.id}/credit-notes`, CREDIT);
  }
  const draft = await world.ask('POST', 'tenant', '/api/sales/invoices', invoiceOf(customerId));
  const { items: accounts } = await world.ask('GET', 'tenant', '/api/accounting/accounts?limit=100');
  for (let index = 0; index < DOCUMENTS; index += 1) {
    await world.ask('POST', 'tenant', '/api/accounting/journal-entries', entryOf(accounts));
  }
  const { items: entries } = await world.ask('GET', 'tenant', '/api/accounting/journal-entries?limit=1');
  return { customers: customerId, invoices: invoice.id, draft: draft.id, entries: entries[0].id, accounts };
}

/** Every list and report at its longest page and as a file; every document of lines at its most lines. */
function* costliest(world, ids) {
  for (const [plane, { operations }] of Object.entries(world.planes)) {
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      yield* asked(world, plane, operation, ids);
    }
  }
  yield* written(world, ids);
  for (const path of [
    '/docs-json',
    '/docs-yaml',
    '/docs',
    '/docs/swagger-ui-init.js',
    '/docs/swagger-ui-bundle.js',
  ]) {
    yield { told: `GET ${path}`, ...requestTo(world, 'tenant', 'GET', path) };
  }
}

const RANGE = { from: '2000-01-01', to: '2099-12-31', asOf: '2099-12-31' };

function* asked(world, plane, { path, parameters }, ids) {
  const names = parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name);
  const given = names.flatMap((name) => (RANGE[name] ? [`${name}=${RANGE[name]}`] : []));
  const limit = parameters.find(({ name }) => name === 'limit')?.schema?.maximum;
  if (limit) given.push(`limit=${limit}`);
  const filled = path.replaceAll(/\{(\w+)\}/g, () => idFor(path, ids));
  const forms = names.includes('format') ? ['', 'format=csv'] : [''];
  for (const form of forms) {
    const query = [...given, form].filter(Boolean).join('&');
    yield {
      told: `GET ${path} ${form}`,
      ...requestTo(world, plane, 'GET', query ? `${filled}?${query}` : filled),
    };
  }
}

function* written(world, ids) {
  const body = invoiceOf(ids.customers);
  const post = (path, content, told = `POST ${path}`) => ({
    told,
    ...requestTo(world, 'tenant', 'POST', path, JSON.stringify(content)),
  });
  yield post('/api/sales/invoices', body);
  yield post('/api/sales/invoices/preview', body);
  yield post(`/api/sales/invoices/${ids.draft}/duplicate`, {}, 'POST /api/sales/invoices/{id}/duplicate');
  yield post('/api/accounting/journal-entries', entryOf(ids.accounts));
  yield post(
    '/api/sales/invoices',
    { lines: Array.from({ length: 120 }, wide) },
    'POST /api/sales/invoices (unknown fields)',
  );
  yield post(
    '/api/sales/invoices',
    { lines: Array.from({ length: LINES }, wrong) },
    'POST /api/sales/invoices (all fields wrong)',
  );
  const file = `name,email\n${'x,wrong\n'.repeat(10_000)}`;
  yield {
    told: 'POST /api/sales/customers/import (10,000 wrong rows)',
    ...requestTo(world, 'tenant', 'POST', '/api/sales/customers/import', file),
    headers: { ...headersOf(world, 'tenant'), 'content-type': 'text/csv' },
  };
}

const wide = () => Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`f${index}`, 1]));
const wrong = () => ({ productId: 1, description: 2, quantity: 3, unitPrice: 4, discount: 5, taxRateId: 6 });

function idFor(path, ids) {
  if (path.includes('customers')) return ids.customers;
  if (path.includes('journal')) return ids.entries;
  if (path.includes('accounts')) return ids.accounts[0].id;
  return path.includes('tenants') ? 'acme' : ids.invoices;
}

const headersOf = (world, plane) => {
  const { token } = world.planes[plane];
  return token ? { authorization: `Bearer ${token}` } : {};
};

const requestTo = (world, plane, method, path, body) => ({
  method,
  host: world.planes[plane].host,
  path,
  headers: { ...headersOf(world, plane), ...(body && { 'content-type': 'application/json' }) },
  body,
});

/** The best of a few: what is more is the machine's. */
async function measure({ told, ...request }) {
  await program.held();
  program.watch();
  await send(program.port, request);
  const { pieceMs: first } = await program.held();
  for (let turn = 0; turn < WARM; turn += 1) await send(program.port, request);
  const best = { told, first, piece: Infinity, cpu: Infinity, loop: Infinity, health: Infinity };
  for (let turn = 0; turn < ASKED; turn += 1) {
    await program.held();
    program.watch();
    const watch = watchHealth();
    const answer = await send(program.port, request);
    const health = await watch.end();
    const { pieceMs, loopMs, cpuMs } = await program.held();
    Object.assign(best, { status: answer.status ?? answer.dropped, kb: Math.round(answer.bytes / 1024) });
    best.piece = Math.min(best.piece, pieceMs);
    best.cpu = Math.min(best.cpu, cpuMs);
    best.loop = Math.min(best.loop, loopMs);
    best.health = Math.min(best.health, health);
  }
  return best;
}

/** Asks for the health of the program all the while; answers how long that took at most. */
function watchHealth() {
  let slowest = 0;
  let going = true;
  const asking = (async () => {
    while (going) {
      const { ms } = await send(program.port, { method: 'GET', host: 'localhost', path: '/health/live' });
      slowest = Math.max(slowest, ms);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  return {
    async end() {
      going = false;
      await asking;
      return slowest;
    },
  };
}

async function dropAll() {
  const { rows } = await server.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
    prefix,
  ]);
  for (const { datname } of rows) await server.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  const roles = await server.query('SELECT rolname FROM pg_roles WHERE starts_with(rolname, $1)', [prefix]);
  for (const { rolname } of roles.rows) await server.query(`DROP ROLE IF EXISTS "${rolname}"`);
  await server.end();
}

await server.connect();
await server.query(`CREATE DATABASE ${prefix}control`);
program = await Program.start('built', {
  DEFAULT_DATABASE_URL: urlOf(`${prefix}control`),
  TENANT_DATABASE_PREFIX: prefix,
});
try {
  const world = await World.of(program);
  const ids = await fill(world);
  const rows = [];
  for (const request of costliest(world, ids)) rows.push(await measure(request));
  const worst = rows.toSorted((a, b) => b.piece - a.piece).slice(0, SHOWN);
  printTable(
    ['operation', 'status', 'KB', 'first ms', 'piece ms', 'CPU ms', 'loop ms', 'health ms'],
    worst.map(({ told, status, kb, first, piece, cpu, loop, health }) => [
      told,
      status,
      kb,
      ...[first, piece, cpu, loop, health].map(Math.round),
    ]),
  );
} finally {
  await program.stop();
  closeSender();
  await dropAll();
}
