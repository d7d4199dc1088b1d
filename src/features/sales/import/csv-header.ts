import { getMetadataStorage } from 'class-validator';
import type { CsvSheet } from '../../platform.js';
import { type CellProblem, cellProblem, ImportRefusedError } from './import.errors.js';

/** The columns a file may have, in any order, and those it must have. */
export interface ImportColumns {
  known: readonly string[];
  required: readonly string[];
  /** Known and not read: what the program makes itself, such as ids and times. */
  ignored?: readonly string[];
}

interface ImportWish<Row, Listed> {
  /** What a row becomes: its fields are the columns that are read. */
  Input: new () => Row;
  /** What the same list is exported as. */
  exported: CsvSheet<Listed>;
  required: readonly (string & keyof Row)[];
  /** Fields of the list that the program makes itself: their columns are taken and not read. */
  made: Readonly<Record<string & Exclude<keyof Listed, keyof Row>, true>>;
}

/** Every field of the input, and every column of the program's own files. A field that is neither does not compile. */
export function importColumns<Row, Listed>(wish: ImportWish<Row, Listed>): ImportColumns {
  const { Input, exported, required, made } = wish;
  const rules = getMetadataStorage().getTargetValidationMetadatas(Input, '', false, false);
  const read = new Set(rules.map(({ propertyName }) => propertyName));
  const ignored = Object.keys(exported.columns).filter((column) => Object.hasOwn(made, column));
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
