import { DomainError, type FieldProblem, MOST_PROBLEMS } from '../../platform.js';

/** What is wrong with a cell, or with a whole row. */
export interface CellProblem extends FieldProblem {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  column?: string;
}

export const cellProblem = (row: number, column: string | undefined, message: string): CellProblem =>
  column === undefined
    ? { path: `rows[${row}]`, message, row }
    : { path: `rows[${row}].${column}`, message, row, column };

/** A cell may break two rules, such as to stand twice in the file and in the store; one of them is enough. */
function firstOfEach(problems: readonly CellProblem[]): CellProblem[] {
  const byPath = Map.groupBy(problems, ({ path }) => path);
  return [...byPath.values()].flatMap(([first]) => first ?? []);
}

const byCell = (a: CellProblem, b: CellProblem): number =>
  a.row - b.row || (a.column ?? '').localeCompare(b.column ?? '');

/** The file isn't taken; the first fifty of its problems are listed. */
export class ImportRefusedError extends DomainError {
  readonly code = 'validation_failed';
  override readonly errors: readonly FieldProblem[];
  constructor(problems: readonly CellProblem[]) {
    const cells = firstOfEach(problems);
    const shown = cells.toSorted(byCell).slice(0, MOST_PROBLEMS);
    const left = cells.length - shown.length;
    const [first] = shown;
    const rest = left === 0 ? '' : ` The first ${MOST_PROBLEMS} are listed.`;
    super(
      `Nothing was imported. Problems: ${cells.length}.${rest} ${first?.path ?? ''}: ${first?.message ?? ''}`,
    );
    this.errors = shown;
  }
}
