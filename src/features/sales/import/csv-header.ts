import { type CellProblem, cellProblem, ImportRefusedError } from './import.errors.js';

/** The columns a file may have, in any order, and those it must have. */
export interface ImportColumns {
  known: readonly string[];
  required: readonly string[];
}

/** Throws ImportRefusedError for columns that are unknown, missing or there twice. */
export function assertHeader(header: readonly string[], { known, required }: ImportColumns): void {
  const problems: CellProblem[] = header.flatMap((column, index) => {
    if (!known.includes(column)) return unknown(column, known);
    const twice = header.indexOf(column) < index;
    return twice ? [cellProblem(1, column, `the column "${column}" is there twice`)] : [];
  });
  const missing = required.filter((column) => !header.includes(column));
  problems.push(
    ...missing.map((column) => cellProblem(1, column, `the column "${column}" is missing in the header`)),
  );
  if (problems.length > 0) throw new ImportRefusedError(problems);
}

const unknown = (column: string, known: readonly string[]): CellProblem[] => [
  cellProblem(
    1,
    column.slice(0, 60) || undefined,
    `there is no column "${column.slice(0, 60)}"; known are ${known.join(', ')}`,
  ),
];
