import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsExcelFlag } from './excel.decorator.js';

const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

interface PageSize {
  description: string;
  byDefault: number;
  most: number;
}

/** How much an answer holds; give the property its default as well. */
export const IsPageSize = ({ description, byDefault, most }: PageSize): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description, default: byDefault, minimum: 1, maximum: most }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(most),
  );

/** The `nextCursor` of the answer before. */
export const IsCursor = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description: '`nextCursor` of the page before.' }),
    IsOptional(),
    IsString(),
    MaxLength(2000),
  );

/** What every list accepts. Extend it with the list's own filters and the values its `sort` may have. */
export class PageQuery {
  @IsPageSize({
    description: 'How many items a page holds.',
    byDefault: DEFAULT_PAGE_SIZE,
    most: MAX_PAGE_SIZE,
  })
  limit: number = DEFAULT_PAGE_SIZE;

  @IsCursor()
  cursor?: string;

  /** Searches the text fields of the list, whatever the case and the accents. */
  @ApiPropertyOptional({
    description: 'Searches the text fields of the list, whatever the case and the accents.',
  })
  @IsOptional()
  @MaxLength(200)
  @IsString()
  // PostgreSQL refuses the character with an error of its own.
  @Matches(/^[^\0]*$/, { message: 'q must not hold the character NUL' })
  q?: string;

  /** Field to sort by; `-` in front turns it around. */
  @ApiPropertyOptional({ description: 'Field to sort by; `-` in front turns it around.' })
  @IsOptional()
  @MaxLength(60)
  @IsString()
  sort?: string;

  /** `csv` answers the whole list, all pages, as a file; so does the header `Accept: text/csv`. */
  @ApiPropertyOptional({
    description: '`csv` answers the whole list, all pages, as a file; so does the header `Accept: text/csv`.',
    enum: ['json', 'csv'],
  })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  @IsExcelFlag()
  excel?: boolean;
}

/** One page of a list. `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
