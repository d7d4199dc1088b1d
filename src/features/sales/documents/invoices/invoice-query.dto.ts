import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { IsDay, IsLine, PageQuery } from '../../../platform.js';
import { DUE_STATES, type DueState } from '../../rows/due-state.js';
import { INVOICE_STATUSES, type InvoiceStatus } from '../../rows/invoice.entity.js';

/** Filters of the list of invoices. */
export class InvoiceQuery extends PageQuery {
  @IsOptional()
  @IsIn(INVOICE_STATUSES)
  status?: InvoiceStatus;

  /** Owed, and before, on or past its due date today. */
  @IsOptional()
  @IsIn(DUE_STATES)
  due?: DueState;

  @IsOptional()
  @IsUUID()
  customerId?: string;

  @IsOptional()
  @IsUUID()
  locationId?: string;

  /** Only this number. */
  @IsOptional()
  @IsLine(60)
  number?: string;

  @IsOptional()
  @Matches(/^[A-Z]{3}$/, { message: '$property must be an ISO 4217 code in capitals, such as EUR' })
  currency?: string;

  @IsOptional()
  @IsDay()
  issueDate?: string;

  @IsOptional()
  @IsDay()
  dueDate?: string;

  /** Issued on this day or later. */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Issued on this day or earlier. */
  @IsOptional()
  @IsDay()
  to?: string;
}
