import { AsyncLocalStorage } from 'node:async_hooks';
import { pipeline, Readable } from 'node:stream';
import { Logger, StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { Slices } from '../clock/in-slices.js';
import { guarded } from './csv-cell.js';
import type { CsvSheet, CsvValue } from './csv-sheet.js';
import { wantsExcel } from './excel.decorator.js';
import { findRequest } from '../request/request-scope.js';
import { refusalOf } from '../problem/problem.js';
import { statusOf } from '../problem/problem.statuses.js';
import { MAX_PAGE_SIZE, type Page, type PageQuery } from './pagination.js';

export interface CsvFile<T> extends CsvSheet<T> {
  /** Fetches a page of the list; called again with the next cursor as the client takes the rows. */
  readonly page: (range: Required<Pick<PageQuery, 'limit'>> & Pick<PageQuery, 'cursor'>) => Promise<Page<T>>;
}

/** Whether the request that is being answered wants a file, by `?format=csv` or by `Accept: text/csv`. */
export function wantsCsv({ format }: Pick<PageQuery, 'format'>): boolean {
  if (format !== undefined) return format === 'csv';
  return /^\s*text\/csv\b/i.test(findRequest()?.headers.accept ?? '');
}

/**
 * A whole list as a CSV file, streamed page by page: its memory is one page, whatever the list's length. The
 * pages are read in the context of the caller, so in its tenant; when the client goes away, reading stops.
 */
export function csvFile<T>(file: CsvFile<T>): StreamableFile {
  const inCallersContext = AsyncLocalStorage.snapshot();
  const rows = Readable.from(rowsOf(file, inCallersContext));
  const csv = stringify({ bom: wantsExcel(), header: true, columns: Object.keys(file.columns) });
  const body = pipeline(rows, csv, (error) => logBreak(file.name, error));
  return new StreamableFile(body, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${file.name}.csv"`,
  });
}

/** Rows that are there already, as a file. */
export const rowsFile = <T>(sheet: CsvSheet<T>, rows: T[]): StreamableFile =>
  csvFile({ ...sheet, page: () => Promise.resolve({ items: rows, nextCursor: null }) });

/** Of the list that was asked for: the answer says so. */
const isRefusal = (error: unknown): boolean => statusOf(refusalOf(error).code) < 500;

/** A page that fails breaks the answer off. A client that goes away is no error. */
function logBreak(name: string, error: NodeJS.ErrnoException | null | undefined): void {
  if (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE' || isRefusal(error)) return;
  new Logger('Csv').error({ err: error }, `The file ${name}.csv broke off.`);
}

async function* rowsOf<T>(
  { columns, page }: CsvFile<T>,
  inContext: ReturnType<typeof AsyncLocalStorage.snapshot>,
): AsyncGenerator<string[]> {
  const cells = Object.values(columns);
  const slices = new Slices();
  let cursor: string | undefined;
  do {
    const after = cursor;
    const { items, nextCursor } = await inContext(() => page({ limit: MAX_PAGE_SIZE, cursor: after }));
    for (const item of items) {
      // A cell may be the text of hundreds of lines.
      const others = slices.next();
      if (others) await others;
      yield cells.map((cell) => cellText(cell(item)));
    }
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The text of a cell, in which no spreadsheet finds a formula. */
export function cellText(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString() : guarded(String(value));
}
