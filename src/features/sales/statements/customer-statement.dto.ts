import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsDay, IsExcelFlag } from '../../platform.js';
import { InvoiceCustomerDto } from '../documents/invoices/invoice-view.dto.js';
import { AgedTotalsDto } from '../reports/aged-receivables.dto.js';

const STATEMENT_KINDS = [
  'invoice',
  'void',
  'payment',
  'reversal',
  'credit_note',
  'refund',
  'write_off',
  'write_off_reversal',
  'open_item',
  'entry',
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export class StatementQuery {
  /** First day. Left out: the first of the year of the last day. @example "2026-01-01" */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Last day. Left out: today in the company's time zone. @example "2026-12-31" */
  @IsOptional()
  @IsDay()
  to?: string;

  /** Only this place and those below it. */
  @IsOptional()
  @IsUUID()
  locationId?: string;
}

export class StatementFileQuery extends StatementQuery {
  /** `csv` answers as a file; so does the header `Accept: text/csv`. */
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  @IsExcelFlag()
  excel?: boolean;
}

/** Something that changed what a customer owes. */
export class StatementEntryDto {
  /** Of the invoice, payment, credit note or refund. */
  id: string;
  @ApiProperty({ enum: STATEMENT_KINDS, example: 'invoice' })
  kind: StatementKind;
  /** @example "2026-11-21" */
  date: string;
  /** Of the invoice or credit note. @example "INV-2026-000123" */
  number: string | null;
  /** Of the payment or refund. @example null */
  reference: string | null;
  /** Of an invoice. @example "2026-12-21" */
  dueDate: string | null;
  /** Above zero: the customer owes more. @example "246.24" */
  amount: string;
  /** What the customer owes after it. @example "246.24" */
  balance: string;
}

/** What a customer owed, and why, over some days. Below zero the company owes the customer. */
export class CustomerStatementDto {
  customer: InvoiceCustomerDto;
  /** @example "USD" */
  currency: string;
  /** @example "2026-01-01" */
  from: string;
  /** @example "2026-12-31" */
  to: string;
  /** What the customer owed before the first day. @example "0.00" */
  opening: string;
  entries: StatementEntryDto[];
  /** What the customer owed at the end of the last day. @example "246.24" */
  closing: string;
  /** What of it stood open on invoices then, by the days since it was due. */
  aged: AgedTotalsDto;
  /** What the customer had left over then; `closing` is the aged total less this. @example "0.00" */
  credit: string;
}
