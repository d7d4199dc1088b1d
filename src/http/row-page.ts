import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { type CursorValue, decodeCursor, encodeCursor } from './keyset.cursor.js';
import type { Page } from './pagination.js';

/** More than most companies have customers who buy or owe: they see a report as a whole. */
const DEFAULT_ROWS = 200;
const MAX_ROWS = 1000;

/** What a report accepts whose rows are as many as customers or products. */
export class RowPageQuery {
  @ApiPropertyOptional({
    description: 'How many rows an answer holds; its totals are of all rows.',
    default: DEFAULT_ROWS,
    minimum: 1,
    maximum: MAX_ROWS,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_ROWS)
  limit: number = DEFAULT_ROWS;

  @ApiPropertyOptional({ description: '`nextCursor` of the answer before.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

/** Rows of a report from a cursor on; without a limit all of them. */
export interface RowRange {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** What rows are sorted by: a name, and the columns whose values a cursor holds. */
export class RowOrder {
  constructor(
    private readonly name: string,
    private readonly columns: readonly ColumnMetadata[],
  ) {}

  /** The values after which the rows begin; undefined: with the first. Throws ValidationError on a foreign cursor. */
  after({ cursor }: RowRange): CursorValue[] | undefined {
    return cursor === undefined ? undefined : decodeCursor(cursor, this.name, this.columns);
  }

  /** The page out of rows of which one more than its limit was read. */
  page<T>(rows: readonly T[], { limit }: RowRange, valuesOf: (row: T) => readonly CursorValue[]): Page<T> {
    const items = rows.slice(0, limit);
    const last = limit !== undefined && rows.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor(this.name, valuesOf(last)) : null };
  }
}
