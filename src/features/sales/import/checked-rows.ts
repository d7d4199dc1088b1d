import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { validateSync } from 'class-validator';
import type { CsvTable } from './csv-rows.js';
import { type CellProblem, cellProblem } from './import.errors.js';

/** A row as the JSON API would take it, without the cells that have been complained of. */
export interface CheckedRow<T> {
  row: number;
  input: Partial<T>;
  /** The columns whose cells are empty. */
  empty: readonly string[];
}

export interface CheckedRows<T> {
  rows: CheckedRow<T>[];
  problems: CellProblem[];
}

const AT_ONCE = 200;

/** Every row by the rules of its input class, those of the JSON API. */
export async function checkRows<T extends object>(
  Input: new () => T,
  { rows, problems }: CsvTable,
): Promise<CheckedRows<T>> {
  const checked: CheckedRows<T> = { rows: [], problems: [...problems] };
  for (const [index, { row, cells, empty }] of rows.entries()) {
    if (index % AT_ONCE === 0) await turnOfOthers();
    const input = Object.assign(new Input(), inputOf(Input, cells));
    const wrong = problemsOf(row, input);
    checked.problems.push(...wrong);
    checked.rows.push({ row, input: without(input, wrong), empty });
  }
  return checked;
}

/** Rows whose `column` an earlier row has as well. */
export function repeated<T>(rows: readonly CheckedRow<T>[], column: string & keyof T): CellProblem[] {
  const first = new Map<unknown, number>();
  return rows.flatMap(({ row, input }) => {
    const value = input[column];
    const earlier = first.get(value);
    if (value === undefined || earlier === undefined) {
      first.set(value, row);
      return [];
    }
    return [cellProblem(row, column, `"${String(value)}" stands in row ${earlier} already`)];
  });
}

/** A cell is complained of once: no later rule, nor the store, sees it. */
function without<T extends object>(input: T, wrong: readonly CellProblem[]): Partial<T> {
  const columns = new Set(wrong.map(({ column }) => column));
  return Object.fromEntries(Object.entries(input).filter(([column]) => !columns.has(column))) as Partial<T>;
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** Spreadsheets write TRUE and FALSE. */
const inputOf = (Input: new () => object, cells: Record<string, string>): object =>
  Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [
      column,
      isFlag(Input, column) ? (FLAGS[cell.toLowerCase()] ?? cell) : cell,
    ]),
  );

const isFlag = (Input: new () => object, column: string): boolean =>
  Reflect.getMetadata('design:type', Input.prototype as object, column) === Boolean;

function problemsOf(row: number, input: object): CellProblem[] {
  const complaints = validateSync(input, { stopAtFirstError: true, forbidUnknownValues: true });
  return complaints.flatMap(({ property, constraints = {} }) =>
    Object.values(constraints).map((message) => cellProblem(row, property, message)),
  );
}
