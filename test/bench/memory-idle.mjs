// The heap of a program that knows 10,000 tenants, before it has opened 2,000 of them once and after they were
// idle: what remains of them, in KiB, timers and listeners.
import { createHook } from 'node:async_hooks';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { built, installed } from './built.mjs';
import { printTable } from './table.mjs';

const KNOWN = 10_000;
const OPENED = 2_000;
const WARM_UP = 200;
const AT_ONCE = 16;
const IDLE_MS = 3_000;
const WANTED = 1.1;
const MIB = 1024 * 1024;

if (!globalThis.gc) throw new Error('Run it by `npm run bench:memory`: it needs --expose-gc.');
const { AppModule } = built('src/app.module');
const { Tenancy, TenantResolver } = built('libs/tenancy/src/index');
const { ConnectionRegistry, ServerCatalog, StoreLocator, TenantEntity } = built('libs/tenancy/src/operator');
const { CONTROL_DATA_SOURCE } = built('libs/tenancy/src/repository/inject-tenant-repository');
const timers = liveTimers();
const folder = await mkdtemp(join(tmpdir(), 'tenantry-bench-'));
try {
  await run();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run() {
  const app = await NestFactory.createApplicationContext(AppModule.with(settings()), { logger: false });
  const registry = app.get(ConnectionRegistry);
  const tenancy = app.get(Tenancy);
  const tenants = await makeTenants(app);
  const open = ({ id, slug }) =>
    tenancy.run(slug, async () => {
      const [row] = await tenancy.dataSource().query('SELECT tenant_id FROM tenantry_store');
      if (row.tenant_id !== id) throw new Error(`${slug} got the store of ${row.tenant_id}.`);
    });

  for (const { slug } of tenants) await app.get(TenantResolver).get(slug);
  // What is made once for the program is made before the start is measured.
  await openAll(tenants.slice(-WARM_UP), open);
  await allClosed(registry);
  const before = await state();
  await openAll(tenants.slice(0, OPENED), open);
  const busy = { ...(await state()), dataSources: registry.stats().dataSources };
  await allClosed(registry);
  const after = await state();
  await app.close();
  report({ before, busy, after });
}

function settings() {
  return built('src/config/config').loadConfig({
    ...{ DATA_DIR: folder, DEMO: 'false', LOG_LEVEL: 'silent', MAX_TENANTS: String(KNOWN) },
    CONNECTION_IDLE_MS: String(IDLE_MS),
  });
}

/** Rows of the catalog, and a store for each that will be opened, with no more in it than its marker. */
async function makeTenants(app) {
  const { manager } = app.get(CONTROL_DATA_SOURCE);
  const server = await app.get(ServerCatalog).ensureDefault();
  const { newestMigration } = app.get(ConnectionRegistry).template('sqlite');
  const rows = Array.from({ length: KNOWN }, (_, index) =>
    manager.create(TenantEntity, {
      ...{ slug: `company-${index}`, name: `Company ${index}`, adminEmail: `owner@${index}.test` },
      ...{
        status: 'active',
        isolation: 'database',
        engine: 'sqlite',
        server,
        store: `store_${index}`,
      },
      ...{ maxUsers: 50, multiLocation: false, currency: 'EUR', schemaVersion: newestMigration },
    }),
  );
  for (let at = 0; at < KNOWN; at += 500) await manager.insert(TenantEntity, rows.slice(at, at + 500));
  await mkdir(join(folder, 'tenants'), { recursive: true });
  for (const row of [...rows.slice(0, OPENED), ...rows.slice(-WARM_UP)]) await makeStore(app, row);
  return rows;
}

async function makeStore(app, { id, slug }) {
  const tenant = await app.get(TenantResolver).get(slug);
  const url = await app.get(StoreLocator).storeUrl(tenant);
  const Database = installed('better-sqlite3');
  const file = new Database(url.replace(/^sqlite:/, ''));
  file.pragma('journal_mode = WAL');
  file.exec('CREATE TABLE tenantry_store (tenant_id TEXT NOT NULL)');
  file.prepare('INSERT INTO tenantry_store VALUES (?)').run(id);
  file.close();
}

async function openAll(tenants, open) {
  const left = [...tenants];
  const worker = async () => {
    for (let tenant = left.pop(); tenant; tenant = left.pop()) await open(tenant);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function allClosed(registry) {
  for (;;) {
    const { open, dataSources, leases } = registry.stats();
    if (open + dataSources + leases === 0) return;
    await pause(50);
  }
}

async function state() {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc();
    await pause(10);
  }
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  return {
    heap: process.memoryUsage().heapUsed,
    timers: timers.size,
    listeners,
  };
}

/** Also those that don't keep the process alive, which Node's own list leaves out. */
function liveTimers() {
  const live = new Set();
  createHook({
    init: (id, type) => type === 'Timeout' && live.add(id),
    destroy: (id) => live.delete(id),
  }).enable();
  return live;
}

function report({ before, busy, after }) {
  const row = (name, { heap, timers, listeners }) => [name, (heap / MIB).toFixed(1), timers, listeners];
  process.stdout.write(`\n${KNOWN} tenants known, ${OPENED} of them opened once, ${AT_ONCE} at a time\n\n`);
  printTable(
    ['', 'MiB of heap', 'timers', 'listeners'],
    [
      row('before', before),
      row(`after opening (${busy.dataSources} kept)`, busy),
      row('after they were idle', after),
    ],
  );
  const ratio = after.heap / before.heap;
  process.stdout.write(`\nheap after ÷ before: ${ratio.toFixed(3)} (wanted: ≤ ${WANTED.toFixed(2)})\n`);
  const left = after.timers > before.timers || after.listeners > before.listeners;
  if (ratio > WANTED || left) process.exitCode = 1;
}
