import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay, RowPageQuery } from '../../platform.js';

export class AgedPayablesQuery extends RowPageQuery {
  /** What was owed at the end of this day. Left out: today. @example "2026-12-31" */
  @IsOptional()
  @IsDay()
  asOf?: string;

  /** The same as `asOf`, as other reports call it. */
  @IsOptional()
  @IsDay()
  to?: string;

  /** Only this place and the places below it. */
  @IsOptional()
  @IsUUID()
  locationId?: string;

  /** `csv` answers the rows as a file; so does the header `Accept: text/csv`. */
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

/** What is owed, by the days since it was due. */
export class AgedPayablesTotalsDto {
  /**
   * Not due yet, or without a due date.
   * @example "120.00"
   */
  current: string;
  /** @example "0.00" */
  days1to30: string;
  /** @example "40.00" */
  days31to60: string;
  /** @example "0.00" */
  days61to90: string;
  /** @example "0.00" */
  over90: string;
  /** @example "160.00" */
  total: string;
}

export class AgedPayablesRowDto extends AgedPayablesTotalsDto {
  /** Null for what names nobody. @example "City Estates Ltd" */
  vendor: string | null;
}

export class AgedPayablesDto {
  /** @example "2026-11-21" */
  asOf: string;
  /** In the order of the vendors' names, what names nobody at the end. */
  rows: AgedPayablesRowDto[];
  totals: AgedPayablesTotalsDto;
  /** Asks for the next rows; null: these were the last. The totals are of all rows. */
  nextCursor: string | null;
}
