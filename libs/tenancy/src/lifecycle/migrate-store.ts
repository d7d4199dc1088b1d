import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

const LOCK = 7_265_361;

/**
 * Applies the pending migrations of one store, one transaction each, and tells their names. Two processes
 * can start at once: on PostgreSQL the second waits for the first, SQLite has one writer anyway.
 * All on one connection: a store whose limit is one connection can be migrated too.
 */
export async function migrateStore(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    return source.options.type === 'postgres' ? await locked(source, runner) : await apply(source, runner);
  } finally {
    await runner.release();
  }
}

async function locked(source: DataSource, runner: QueryRunner): Promise<string[]> {
  await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    return await apply(source, runner);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
  }
}

async function apply(source: DataSource, runner: QueryRunner): Promise<string[]> {
  const executor = new MigrationExecutor(source, runner);
  executor.transaction = 'each';
  const applied = await executor.executePendingMigrations();
  return applied.map(({ name }) => name);
}
