import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay, IsExcelFlag, RowPageQuery } from '../../platform.js';

export class AgedReceivablesQuery extends RowPageQuery {
  /** What was owed at the end of this day. Left out: today. */
  @IsOptional()
  @IsDay()
  asOf?: string;

  /** The same as `asOf`, as other reports call it. */
  @IsOptional()
  @IsDay()
  to?: string;

  /** Only invoices issued on this day or later. */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Only this place and the places below it. */
  @IsOptional()
  @IsUUID()
  locationId?: string;

  /** `csv` answers the rows as a file; so does the header `Accept: text/csv`. */
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  @IsExcelFlag()
  excel?: boolean;
}

/** What is owed, by the days since it was due. */
export class AgedTotalsDto {
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

export class AgedReceivablesRowDto extends AgedTotalsDto {
  customerId: string;
  /** @example "ALFKI" */
  code: string;
  /** @example "Alfreds Futterkiste" */
  name: string;
}

export class AgedReceivablesDto {
  /** @example "2026-11-21" */
  asOf: string;
  /** In the order of the customers' codes. */
  rows: AgedReceivablesRowDto[];
  totals: AgedTotalsDto;
  /** Asks for the next rows; null: these were the last. The totals are of all rows. */
  nextCursor: string | null;
}
