import { In, type ObjectLiteral, type Repository } from 'typeorm';
import { DomainError } from '../../../errors.js';
import { parseMoney } from '../../../money/money.js';
import type { CheckedRow } from './checked-rows.js';
import { type CellProblem, cellProblem } from './import.errors.js';

/** Few enough for the parameters that every engine takes in one statement. */
const AT_ONCE = 500;

const chunksOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) =>
    items.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

export async function insertAll<T extends ObjectLiteral>(
  repository: Repository<T>,
  rows: T[],
): Promise<void> {
  for (const chunk of chunksOf(rows)) await repository.insert(chunk);
}

/** Which of these values a unique column has already. */
export async function storedOf<T extends ObjectLiteral>(
  repository: Repository<T>,
  column: string & keyof T,
  values: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunksOf(values)) {
    const rows = await repository
      .createQueryBuilder('row')
      .select(`row.${column}`, 'value')
      .where({ [column]: In(chunk) })
      .getRawMany<{ value: string }>();
    for (const { value } of rows) found.add(value);
  }
  return found;
}

/** Rows whose `column` the store has already. */
export const taken = <T>(
  rows: readonly CheckedRow<T>[],
  column: string & keyof T,
  stored: ReadonlySet<string>,
): CellProblem[] =>
  rows
    .map(({ row, input }) => ({ row, value: input[column] }))
    .filter(({ value }) => typeof value === 'string' && stored.has(value))
    .map(({ row, value }) => cellProblem(row, column, `"${String(value)}" exists already`));

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
