import { IsOptional, IsUUID } from 'class-validator';
import { IsDay, IsLine, PageQuery } from '../../../platform.js';

/** Filters of the list of credit notes. */
export class CreditNoteQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  invoiceId?: string;

  @IsOptional()
  @IsUUID()
  customerId?: string;

  @IsOptional()
  @IsUUID()
  locationId?: string;

  /** Only this number. */
  @IsOptional()
  @IsLine(30)
  number?: string;

  @IsOptional()
  @IsDay()
  issueDate?: string;

  /** Issued on this day or later. */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Issued on this day or earlier. */
  @IsOptional()
  @IsDay()
  to?: string;
}
