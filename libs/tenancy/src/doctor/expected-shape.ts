import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectionPools } from '../pool/connection-pools.js';
import type { ConnectionRegistry } from '../connection/connection-registry.js';
import type { EngineTemplate } from '../orm/engine-template.js';
import { storeConnector } from '../connection/store-opener.js';
import { TenantDataSource } from '../orm/tenant-data-source.js';
import { migrateStore } from '../lifecycle/migrate/migrate-store.js';
import type { EngineName } from '../tenant.js';
import { shapeOf, type ShapeRow, type StoreShape } from './store-shape.js';

const OWNER = { id: 'schema', name: 'schema' };
const WAIT_MS = 60_000;

/**
 * What the migrations and the entities of this program make of a store. The migrations are run once in a file of
 * their own, thrown away at once: on SQLite, for tables, keys and guards are named alike on every engine, and no
 * server has to be written to.
 */
export class ExpectedShape {
  private made: Promise<StoreShape | undefined> | undefined;

  constructor(private readonly registry: ConnectionRegistry) {}

  /** Of the migrations; undefined where they don't run on SQLite, or its driver is missing; nothing is said then. */
  ofMigrations(): Promise<StoreShape | undefined> {
    this.made ??= this.migrated().catch(() => undefined);
    return this.made;
  }

  private async migrated(): Promise<StoreShape> {
    return migrated(this.registry.template('sqlite'));
  }

  /** Of the entities: the columns that every statement of the program asks for. */
  ofEntities(engine: EngineName): StoreShape {
    const own = this.registry
      .template(engine)
      .entityMetadatas.filter(({ tableType }) => tableType !== 'view');
    return shapeOf(
      own.flatMap(({ tableName, columns }) =>
        columns
          .filter(({ isVirtualProperty }) => !isVirtualProperty)
          .map(({ databaseName }): ShapeRow => ({ kind: 'column', place: tableName, what: databaseName })),
      ),
    );
  }
}

async function migrated(template: EngineTemplate): Promise<StoreShape> {
  const { engine } = template;
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-schema-'));
  const pools = new ConnectionPools({ cap: 1, acquireTimeoutMs: WAIT_MS, idleMs: WAIT_MS });
  const connector = storeConnector(pools, {
    engine,
    owner: OWNER,
    key: OWNER.id,
    limit: 1,
    statementTimeoutMs: 0,
    createIfMissing: true,
    checkMarker: false,
    url: () => `sqlite:${join(folder, 'schema.sqlite3')}`,
    context: () => undefined,
  });
  try {
    const source = new TenantDataSource(template, OWNER, connector);
    await migrateStore(source);
    return shapeOf(await source.query<ShapeRow[]>(engine.checks.shape.sql));
  } finally {
    await pools.close();
    await rm(folder, { recursive: true, force: true });
  }
}
