import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay, IsExcelFlag, RowPageQuery } from '../../platform.js';
import { GRANULARITIES, type Granularity } from '../kept/period.js';

/** Which days a report counts: invoices on the day of their issue, and, with a minus, on the day they were voided. */
export class SalesReportQuery {
  /** Issued on this day or later; left out: from the first one. */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Issued on this day or earlier; left out: to the last one. */
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

  @IsExcelFlag()
  excel?: boolean;
}

export class PeriodReportQuery extends SalesReportQuery {
  @ApiProperty({ enum: GRANULARITIES, default: 'month', required: false })
  @IsOptional()
  @IsIn(GRANULARITIES)
  granularity: Granularity = 'month';
}

/** Of a report that has a row for each customer or product. */
export class SubjectReportQuery extends IntersectionType(SalesReportQuery, RowPageQuery) {}

export class SalesTotalsDto {
  /** @example 408 */
  invoices: number;
  /** @example "617085.35" */
  net: string;
  /** @example "0.00" */
  tax: string;
  /** @example "617085.35" */
  total: string;
}

export class SalesReportRowDto extends SalesTotalsDto {
  /** Of the product, customer or location; a period has none, nor what was sold without one. */
  id?: string;
  /**
   * Sku, code or period.
   * @example "QUICK"
   */
  key: string;
  /** @example "QUICK-Stop" */
  label: string;
}

export class SalesReportDto {
  /** @example "1997-01-01" */
  from: string | null;
  /** @example "1997-12-31" */
  to: string | null;
  rows: SalesReportRowDto[];
  totals: SalesTotalsDto;
}

export class SubjectReportDto extends SalesReportDto {
  /** Asks for the next rows; null: these were the last. The totals are of all rows. */
  nextCursor: string | null;
}
