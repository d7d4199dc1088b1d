import type { EntityMetadata } from 'typeorm';
import { wantsCsv } from './csv.js';
import { type CursorValue, decodeCursor, encodeCursor } from './keyset.cursor.js';
import { IsCursor, IsPageSize, type Page, type PageQuery } from './pagination.js';

/** More than most companies have customers who buy or owe: they see a report as a whole. */
const DEFAULT_ROWS = 200;
const MAX_ROWS = 1000;

/** What a report accepts whose rows are as many as customers or products. */
export class RowPageQuery {
  @IsPageSize({
    description: 'How many rows an answer holds; its totals are of all rows.',
    byDefault: DEFAULT_ROWS,
    most: MAX_ROWS,
  })
  limit: number = DEFAULT_ROWS;

  @IsCursor()
  cursor?: string;
}

/** Rows of a report from a cursor on; without a limit all of them. */
export interface RowRange {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A page of them, or all for a file. */
export const rowRange = (query: RowPageQuery & Pick<PageQuery, 'format'>): RowRange =>
  wantsCsv(query) ? {} : query;

/** What rows are sorted by: a name, and the properties of an entity whose values a cursor holds. */
export class RowOrder<T> {
  constructor(
    private readonly name: string,
    private readonly metadata: EntityMetadata,
    private readonly properties: readonly (keyof T & string)[],
  ) {}

  /** The values after which the rows begin; undefined: with the first. Throws ValidationError on a foreign cursor. */
  after({ cursor }: RowRange): CursorValue[] | undefined {
    if (cursor === undefined) return undefined;
    const columns = this.properties.flatMap((name) => this.metadata.findColumnWithPropertyName(name) ?? []);
    return decodeCursor(cursor, this.name, columns);
  }

  /** The page out of rows of which one more than its limit was read. */
  page<R>(rows: readonly R[], { limit }: RowRange, valuesOf: (row: R) => readonly CursorValue[]): Page<R> {
    const items = rows.slice(0, limit);
    const last = limit !== undefined && rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor(this.name, valuesOf(last)) : null };
  }
}
