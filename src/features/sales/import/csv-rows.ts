import { Readable } from 'node:stream';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { tidyText, unguarded } from '../../platform.js';
import { assertHeader, type ImportColumns } from './csv-header.js';
import { assertSize } from './csv-size.js';
import { type CellProblem, cellProblem, ImportRefusedError } from './import.errors.js';

/** A row of the file: its cells by column. */
export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  cells: Record<string, string>;
  /** The columns whose cells are empty. */
  empty: string[];
}

/** What stands below the header, and which of its rows can't be told into columns. */
export interface CsvTable {
  rows: CsvRow[];
  problems: CellProblem[];
}

/** In characters. The worst, nothing but commas, takes the parser two microseconds for each. */
const SLICE = 8 * 1024;

/**
 * The rows below the header. Cells are parted by commas, or by semicolons where the header has no comma, as
 * spreadsheets of many countries write them. Throws ImportRefusedError when the file isn't such a table.
 */
export async function readRows(csv: string, columns: ImportColumns): Promise<CsvTable> {
  const [header = [], ...records] = await recordsOf(csv);
  assertHeader(header, columns);
  const filled = records
    .map((record, index) => ({ record, row: index + 2 }))
    .filter(({ record }) => record.some((cell) => cell !== ''));
  if (filled.length === 0) throw refused(1, 'the file has no row below its header');
  const even = filled.filter(({ record }) => record.length === header.length);
  return {
    rows: even.map(({ record, row }) => ({ row, ...cellsOf(header, record, columns) })),
    problems: filled.flatMap(({ record, row }) => widthProblem(row, record.length, header.length)),
  };
}

async function recordsOf(csv: string): Promise<string[][]> {
  const [firstLine = ''] = csv.split(/\r?\n|\r/, 1);
  const delimiter = firstLine.includes(',') || !firstLine.includes(';') ? ',' : ';';
  assertSize(csv, delimiter);
  const options = { delimiter, bom: true, trim: true, relax_column_count: true };
  const parser = Readable.from(slicesOf(csv)).compose(parse(options));
  const records: string[][] = [];
  try {
    for await (const record of parser) records.push(record as string[]);
  } catch (error) {
    if (error instanceof CsvError) throw refused(records.length + 1, `can't be read: ${error.message}`);
    throw error;
  }
  return records;
}

/** The parser works off what it is given in one go; between slices others have their turn. */
async function* slicesOf(csv: string): AsyncGenerator<string> {
  for (let from = 0; from < csv.length; from += SLICE) {
    yield csv.slice(from, from + SLICE);
    await turnOfOthers();
  }
}

const refused = (row: number, message: string): ImportRefusedError =>
  new ImportRefusedError([cellProblem(row, undefined, message)]);

const widthProblem = (row: number, cells: number, columns: number): CellProblem[] =>
  cells === columns ? [] : [cellProblem(row, undefined, `has ${cells} cells, the header has ${columns}`)];

function cellsOf(
  header: readonly string[],
  record: readonly string[],
  { ignored = [] }: ImportColumns,
): Pick<CsvRow, 'cells' | 'empty'> {
  const cells = header
    .map((column, index) => [column, tidyText(unguarded(record[index] ?? ''))] as const)
    .filter(([column]) => !ignored.includes(column));
  return {
    cells: Object.fromEntries(cells.filter(([, cell]) => cell !== '')),
    empty: cells.filter(([, cell]) => cell === '').map(([column]) => column),
  };
}
