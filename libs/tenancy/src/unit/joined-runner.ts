import type { StoreRunner, UnitOfWork } from './unit-of-work.js';
import { SelfWaitError, UnitOfWorkEndedError } from '../tenancy.errors.js';

/**
 * What `createQueryRunner()` answers inside a unit of work: the transaction's own runner under another
 * hand. Its `release` does nothing, and a transaction begun on it is a savepoint.
 * Two hands can't have explicit savepoints open at once: which of them a statement belongs to could not
 * be told, and one waiting for the other could wait for itself.
 */
export function joinedRunner(unit: UnitOfWork): StoreRunner {
  const runner = Object.create(unit.runner) as StoreRunner;
  let depth = 0;

  const step = async (sql: string, change: number): Promise<void> => {
    if (unit.ended) throw new UnitOfWorkEndedError();
    await runner.query(sql);
    depth += change;
    unit.explicitHandle = depth > 0 ? runner : undefined;
  };

  return Object.assign(runner, {
    release: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
    startTransaction: async () => {
      if (unit.explicitHandle && unit.explicitHandle !== runner) throw new SelfWaitError('The savepoint');
      unit.explicitHandle = runner;
      await step(`SAVEPOINT joined_${depth + 1}`, 1);
    },
    commitTransaction: () => step(`RELEASE SAVEPOINT joined_${depth}`, -1),
    rollbackTransaction: async () => {
      await runner.query(`ROLLBACK TO SAVEPOINT joined_${depth}`);
      await step(`RELEASE SAVEPOINT joined_${depth}`, -1);
    },
  });
}
