import { getMetadataStorage } from 'class-validator';
import { type CellProblem, cellProblem, ImportRefusedError } from './import.errors.js';

/** The columns a file may have, in any order, and those it must have. */
export interface ImportColumns {
  known: readonly string[];
  required: readonly string[];
  /** Known and not read: what the program makes itself, such as ids and times. */
  ignored?: readonly string[];
}

interface ImportWish {
  /** What a row becomes: its fields are the columns that are read. */
  Input: new () => object;
  /** The columns that the same list is exported with. */
  exported: object;
  required: readonly string[];
}

/** Every field of the input, and every column of the program's own files. */
export function importColumns({ Input, exported, required }: ImportWish): ImportColumns {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Input, '', false, false);
  const read = new Set(rules.map(({ propertyName }) => propertyName));
  const ignored = Object.keys(exported).filter((column) => !read.has(column));
  return { known: [...read, ...ignored], required, ignored };
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
