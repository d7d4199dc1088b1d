import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

export { type SortKey, keysetPage, parseSort, searchText } from './keyset.js';

const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** What every list accepts. Extend it with the list's own filters and the values its `sort` may have. */
export class PageQuery {
  /** How many items a page holds. */
  @ApiPropertyOptional({
    description: 'How many items a page holds.',
    default: DEFAULT_PAGE_SIZE,
    minimum: 1,
    maximum: MAX_PAGE_SIZE,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  limit: number = DEFAULT_PAGE_SIZE;

  /** `nextCursor` of the page before. */
  @ApiPropertyOptional({ description: '`nextCursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;

  /** Searches the text fields of the list, ignoring case. */
  @ApiPropertyOptional({ description: 'Searches the text fields of the list, ignoring case.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  // PostgreSQL refuses the character with an error of its own.
  @Matches(/^[^\0]*$/, { message: 'q must not hold the character NUL' })
  q?: string;

  /** Field to sort by; `-` in front turns it around. */
  @ApiPropertyOptional({ description: 'Field to sort by; `-` in front turns it around.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  sort?: string;

  /** `csv` answers the whole list, all pages, as a file; so does the header `Accept: text/csv`. */
  @ApiPropertyOptional({
    description: '`csv` answers the whole list, all pages, as a file; so does the header `Accept: text/csv`.',
    enum: ['json', 'csv'],
  })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

/** One page of a list. `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
