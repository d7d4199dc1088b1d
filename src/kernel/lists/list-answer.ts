import type { StreamableFile } from '@nestjs/common';
import { Slices } from '../clock/in-slices.js';
import { csvFile, wantsCsv } from './csv.js';
import type { CsvSheet } from './csv-sheet.js';
import type { Page, PageQuery } from './pagination.js';

type List<Q, P> = (query: Q, shown: { withLines: boolean }) => Promise<P>;

/** What the handler of a list answers: a page, or a file. */
export type ListAnswer<T, P extends Page<T> = Page<T>> = Promise<P> | StreamableFile;

/** Writing a page out is a piece of work of its own when reading it took long. */
async function jsonPage<Q, P>(query: Q, list: List<Q, P>): Promise<P> {
  const slices = new Slices();
  const page = await list(query, { withLines: true });
  const others = slices.next();
  if (others) await others;
  return page;
}

/** A report as JSON, or its rows as a file, as the request asks. */
export const reportAnswer = async <T>(
  query: Pick<PageQuery, 'format'>,
  report: Promise<T>,
  file: (report: T) => StreamableFile,
): Promise<T | StreamableFile> => (wantsCsv(query) ? file(await report) : report);

/** One page as JSON, or all pages as a CSV file, as the request asks. */
export function listAnswer<Q extends PageQuery, T, P extends Page<T>>(
  query: Q,
  list: List<Q, P>,
  sheet: CsvSheet<T>,
): ListAnswer<T, P> {
  if (!wantsCsv(query)) return jsonPage(query, list);
  const asked: object = Object.getPrototypeOf(query);
  const page = (range: object) =>
    list(Object.assign(Object.create(asked) as Q, query, range), { withLines: false });
  return csvFile({ ...sheet, page });
}
