import type { StreamableFile } from '@nestjs/common';
import { Slices } from '../clock/in-slices.js';
import { type CsvColumns, csvFile, wantsCsv } from './csv.js';
import type { Page, PageQuery } from './pagination.js';

/** A list that can be asked for as a page or as a file. */
export interface ListRequest<Q extends PageQuery, T> {
  query: Q;
  accept: string | undefined;
  list: (query: Q, shown: { withLines: boolean }) => Promise<Page<T>>;
  /** Name of the file without `.csv`. */
  name: string;
  columns: CsvColumns<T>;
}

/** Writing a page out is a piece of work of its own when reading it took long. */
async function jsonPage<Q extends PageQuery, T>({ query, list }: ListRequest<Q, T>): Promise<Page<T>> {
  const slices = new Slices();
  const page = await list(query, { withLines: true });
  const others = slices.next();
  if (others) await others;
  return page;
}

/** One page as JSON, or all pages as a CSV file. */
export function listAnswer<Q extends PageQuery, T>(
  request: ListRequest<Q, T>,
): Promise<Page<T>> | StreamableFile {
  const { query, accept, list, name, columns } = request;
  if (!wantsCsv(query, accept)) return jsonPage(request);
  const asked: object = Object.getPrototypeOf(query);
  const page = (range: object) =>
    list(Object.assign(Object.create(asked) as Q, query, range), { withLines: false });
  return csvFile({ name, columns, page });
}
