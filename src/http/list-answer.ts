import type { StreamableFile } from '@nestjs/common';
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

/** One page as JSON, or all pages as a CSV file. */
export function listAnswer<Q extends PageQuery, T>(
  request: ListRequest<Q, T>,
): Promise<Page<T>> | StreamableFile {
  const { query, accept, list, name, columns } = request;
  if (!wantsCsv(query, accept)) return list(query, { withLines: true });
  const asked: object = Object.getPrototypeOf(query);
  const page = (range: object) =>
    list(Object.assign(Object.create(asked) as Q, query, range), { withLines: false });
  return csvFile({ name, columns, page });
}
