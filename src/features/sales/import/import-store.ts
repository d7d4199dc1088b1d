import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { type FindOptionsWhere, In, type ObjectLiteral, type Repository } from 'typeorm';
import { DomainError, parseMoney } from '../../platform.js';
import { type CellProblem, cellProblem } from './import.errors.js';

/** Few enough for the parameters that every engine takes in one statement. */
const AT_ONCE = 500;

/** Comparing rows with what is stored takes the program, not the store. */
const SAVED_AT_ONCE = 25;

const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

export async function insertAll<T extends ObjectLiteral>(
  repository: Repository<T>,
  rows: T[],
): Promise<void> {
  for (const chunk of chunksOf(rows, AT_ONCE)) await repository.insert(chunk);
}

/** Which of these values a unique column has already. */
export async function storedOf<T extends ObjectLiteral>(
  repository: Repository<T>,
  column: string & keyof T,
  values: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunksOf(values, AT_ONCE)) {
    const rows = await repository
      .createQueryBuilder('row')
      .select(`row.${column}`, 'value')
      .where({ [column]: In(chunk) })
      .getRawMany<{ value: string }>();
    for (const { value } of rows) found.add(value);
  }
  return found;
}

/** The rows that have these values in a unique column, by value, held until the transaction ends. */
export async function lockedBy<T extends ObjectLiteral>(
  repository: Repository<T>,
  column: string & keyof T,
  values: readonly string[],
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  for (const chunk of chunksOf(values.toSorted(), AT_ONCE)) {
    const where = { [column]: In(chunk) } as FindOptionsWhere<T>;
    const rows = await repository.find({ where, lock: { mode: 'pessimistic_write' } });
    for (const row of rows) found.set(row[column], row);
  }
  return found;
}

/** Saves changed rows; those that are as they were cost no statement. */
export async function saveAll<T extends ObjectLiteral>(repository: Repository<T>, rows: T[]): Promise<void> {
  for (const chunk of chunksOf(rows, SAVED_AT_ONCE)) {
    await turnOfOthers();
    await repository.save(chunk);
  }
}

/** Null for each column of the entity that the file has and the row leaves empty, where the column takes null. */
export const cleared = <T extends ObjectLiteral>(
  { metadata }: Pick<Repository<T>, 'metadata'>,
  empty: readonly string[],
): Partial<T> =>
  Object.fromEntries(
    empty
      .filter((column) => metadata.findColumnWithPropertyName(column)?.isNullable === true)
      .map((column) => [column, null]),
  ) as Partial<T>;

/** Puts an amount into minor units, or adds to the problems what is wrong with it. */
export function amountInto(
  problems: CellProblem[],
  { row, column, text }: { row: number; column: string; text: string },
  exponent: number,
): number {
  try {
    return parseMoney(text, exponent, column);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    problems.push(cellProblem(row, column, error.errors?.[0]?.message ?? error.message));
    return 0;
  }
}
