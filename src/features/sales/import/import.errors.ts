import { DomainError, type FieldProblem } from '../../../errors.js';

/** What is wrong with a cell, or with a whole row. */
export interface CellProblem extends FieldProblem {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  column?: string;
}

const MOST_SHOWN = 100;

export const cellProblem = (row: number, column: string | undefined, message: string): CellProblem =>
  column === undefined
    ? { path: `rows[${row}]`, message, row }
    : { path: `rows[${row}].${column}`, message, row, column };

/** The file isn't taken; the first hundred of its problems are listed. */
export class ImportRefusedError extends DomainError {
  readonly code = 'validation_failed';
  override readonly errors: readonly FieldProblem[];
  constructor(problems: readonly CellProblem[]) {
    const shown = problems.toSorted((a, b) => a.row - b.row).slice(0, MOST_SHOWN);
    const left = problems.length - shown.length;
    const [first] = shown;
    const rest = left === 0 ? '' : ` The first ${MOST_SHOWN} are listed.`;
    super(
      `Nothing was imported. Problems: ${problems.length}.${rest} ${first?.path ?? ''}: ${first?.message ?? ''}`,
    );
    this.errors = shown;
  }
}
