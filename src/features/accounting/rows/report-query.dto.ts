import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay, IsExcelFlag } from '../../platform.js';

export class ReportQuery {
  /** First day. Left out: the first day of the year, or of the books where a balance is asked for. @example "2026-01-01" */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Last day. Left out: today. @example "2026-12-31" */
  @IsOptional()
  @IsDay()
  to?: string;

  /** Only this place and those below it. */
  @IsOptional()
  @IsUUID()
  locationId?: string;

  /** `csv` answers as a file; so does the header `Accept: text/csv`. */
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  @IsExcelFlag()
  excel?: boolean;
}

export class BalanceSheetQuery extends ReportQuery {
  /** The day of the balance sheet; `to` means the same. @example "2026-12-31" */
  @IsOptional()
  @IsDay()
  asOf?: string;
}
