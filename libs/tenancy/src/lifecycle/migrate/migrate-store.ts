import { type DataSource, type Migration, MigrationExecutor, type QueryRunner } from 'typeorm';
import { dialectOf } from '../../engine/dialects.js';
import { migrationTimestamp } from '../../orm/engine-template.js';

/**
 * Applies the pending migrations of one store up to one of them, in the order of their numbers and one transaction each,
 * and tells the names of all that are there then. Two processes can start at once: the second waits for the first; SQLite has one writer
 * anyway. All on one connection: a store whose limit is one connection can be migrated too.
 */
export async function migrateStore(source: DataSource, to?: string): Promise<string[]> {
  const runner = source.createQueryRunner();
  const executor = new Executor(source, runner, to === undefined ? Infinity : migrationTimestamp(to));
  try {
    return await locked(executor, runner);
  } finally {
    await runner.release();
  }
}

async function locked(executor: Executor, runner: QueryRunner): Promise<string[]> {
  const { migrationLock: lock } = dialectOf(runner.dataSource.options.type);
  if (!lock) return apply(executor);
  const [row]: { taken?: string | number | null }[] = await runner.query(lock.take);
  // GET_LOCK answers 0 after its time; pg_advisory_lock answers when it has the lock.
  if (row?.taken !== undefined && Number(row.taken) !== 1)
    throw new Error('Another process migrates this store.');
  try {
    return await apply(executor);
  } finally {
    await runner.query(lock.leave).catch(() => undefined);
  }
}

async function apply(executor: Executor): Promise<string[]> {
  await executor.executePendingMigrations();
  return (await executor.getExecutedMigrations()).map(({ name }) => name);
}

/** Applies nothing whose number is above `last`. */
class Executor extends MigrationExecutor {
  override transaction: MigrationExecutor['transaction'] = 'each';

  constructor(
    source: DataSource,
    runner: QueryRunner,
    private readonly last: number,
  ) {
    super(source, runner);
  }

  protected override getMigrations(): Migration[] {
    return super.getMigrations().filter(({ timestamp }) => timestamp <= this.last);
  }
}
