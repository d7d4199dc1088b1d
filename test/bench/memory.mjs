// Heap per open tenant on the program's real entities: data sources on shared metadata against plain ones.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { built } from './built.mjs';
import { printTable } from './table.mjs';

const TENANTS = 1_000;
const KIB = 1024;

if (!globalThis.gc) throw new Error('Run it by `npm run bench:memory`: it needs --expose-gc.');
const folder = await mkdtemp(join(tmpdir(), 'tenantry-bench-'));
try {
  const template = await realTemplate();
  const { ConnectionPools } = built('libs/tenancy/src/pool/connection-pools');
  const pools = new ConnectionPools({ cap: TENANTS, acquireTimeoutMs: 5_000, idleMs: 600_000 });
  const idle = await measure((index) => tenantSource({ template, pools }, index));
  const shared = await measure((index) => connected(tenantSource({ template, pools }, index)));
  await pools.close();
  const plain = await measure((index) => connected(plainSource(template, index)));
  process.stdout.write(
    `\n${TENANTS} open data sources on ${template.entityMetadatas.length} entities, SQLite files\n\n`,
  );
  printTable(
    ['', 'KiB of heap per tenant', 'ms to open'],
    [
      ['plain DataSource', ...plain],
      ['TenantDataSource', ...shared],
      ['TenantDataSource, its connection closed', ...idle],
      ['ratio of the first two', (shared[0] / plain[0]).toFixed(3), (shared[1] / plain[1]).toFixed(3)],
    ],
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The template that the program itself has built. */
async function realTemplate() {
  const config = built('src/config/config').loadConfig({
    DATA_DIR: folder,
    DEMO: 'false',
    LOG_LEVEL: 'silent',
  });
  const { AppModule } = built('src/app.module');
  const { ConnectionRegistry } = built('libs/tenancy/src/operator');
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: false });
  const template = app.get(ConnectionRegistry).template('sqlite');
  await app.close();
  return template;
}

/** Opens all, keeps them open while the heap is measured, closes them. */
async function measure(open) {
  const opened = [];
  const before = heap();
  const begun = performance.now();
  for (let index = 0; index < TENANTS; index += 1) opened.push(await open(index));
  const milliseconds = (performance.now() - begun) / TENANTS;
  const kib = (heap() - before) / TENANTS / KIB;
  for (const source of opened) await source.destroy();
  return [Number(kib.toFixed(1)), Number(milliseconds.toFixed(2))];
}

function heap() {
  for (let round = 0; round < 4; round += 1) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function tenantSource({ template, pools }, index) {
  const { storeConnector } = built('libs/tenancy/src/connection/store-opener');
  const { TenantDataSource } = built('libs/tenancy/src/orm/tenant-data-source');
  const owner = { id: `tenant-${index}`, name: `tenant-${index}` };
  const connector = storeConnector(pools, {
    engine: template.engine,
    owner,
    key: owner.id,
    limit: 1,
    statementTimeoutMs: 0,
    createIfMissing: true,
    checkMarker: false,
    url: () => `sqlite:${join(folder, `shared-${index}.sqlite3`)}`,
    context: () => undefined,
  });
  return new TenantDataSource(template, owner, connector, () => pools.retire(owner.id));
}

function plainSource(template, index) {
  return new DataSource({
    type: 'better-sqlite3',
    database: join(folder, `plain-${index}.sqlite3`),
    entities: template.options.entities,
    namingStrategy: template.namingStrategy,
    enableWAL: true,
  });
}

async function connected(source) {
  await source.initialize();
  await source.query('SELECT 1');
  return source;
}
