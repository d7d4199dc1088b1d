import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

/** Locks of a session, named after the store where a server has one name space for all of its databases. */
const LOCKS: Record<string, { take: string; leave: string }> = {
  postgres: {
    take: 'SELECT pg_advisory_lock(7265361, hashtext(current_schema()))',
    leave: 'SELECT pg_advisory_unlock(7265361, hashtext(current_schema()))',
  },
  mysql: {
    take: "SELECT GET_LOCK(SHA1(CONCAT('tenantry migrates ', DATABASE())), 600) AS taken",
    leave: "SELECT RELEASE_LOCK(SHA1(CONCAT('tenantry migrates ', DATABASE())))",
  },
};

/**
 * Applies the pending migrations of one store, one transaction each, and tells their names. Two processes
 * can start at once: the second waits for the first; SQLite has one writer anyway.
 * All on one connection: a store whose limit is one connection can be migrated too.
 */
export async function migrateStore(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    return await locked(source, runner);
  } finally {
    await runner.release();
  }
}

async function locked(source: DataSource, runner: QueryRunner): Promise<string[]> {
  const lock = LOCKS[source.options.type];
  if (!lock) return apply(source, runner);
  const [row]: { taken?: string | number | null }[] = await runner.query(lock.take);
  // GET_LOCK answers 0 after its time; pg_advisory_lock answers when it has the lock.
  if (row?.taken !== undefined && Number(row.taken) !== 1)
    throw new Error('Another process migrates this store.');
  try {
    return await apply(source, runner);
  } finally {
    await runner.query(lock.leave).catch(() => undefined);
  }
}

async function apply(source: DataSource, runner: QueryRunner): Promise<string[]> {
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'each';
  const applied = await executor.executePendingMigrations();
  return applied.map(({ name }) => name);
}
