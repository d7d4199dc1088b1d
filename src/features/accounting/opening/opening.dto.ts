import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { IsDay, IsLine, IsMoney, IsOmittable } from '../../platform.js';
import { JournalLineInput } from '../journal/journal.dto.js';

const MAX_ITEMS = 2000;

class OpenItemInput {
  /** The document's number in the former books. @example "2025-0815" */
  @IsLine(60)
  number: string;

  /** The document's day, not after that of the opening balances. @example "2025-11-30" */
  @IsDay()
  date: string;

  /** @example "2025-12-30" */
  @IsOptional()
  @IsDay()
  dueDate?: string | null;

  /** What is still open. @example "120.00" */
  @IsMoney({ positive: true })
  amount: string;
}

export class OpenReceivableInput extends OpenItemInput {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  @IsUUID()
  customerId: string;
}

export class OpenPayableInput extends OpenItemInput {
  /** @example "City Estates Ltd" */
  @IsLine(200)
  vendor: string;
}

/** Balances to begin with; what is missing to balance goes to the account of opening balances. */
export class OpeningBalancesDto {
  /** The day before the first day of these books. @example "2025-12-31" */
  @IsDay()
  date: string;

  /** @example null */
  @IsOptional()
  @IsUUID()
  locationId?: string | null;

  /** A line on the account of receivables or payables says whose it is, or is the sum of the items below. */
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => JournalLineInput)
  lines: JournalLineInput[];

  /** Invoices that customers still have to pay. Without a line on their account they make it. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => OpenReceivableInput)
  receivables?: OpenReceivableInput[];

  /** Invoices of vendors that are still to be paid. Without a line on their account they make it. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => OpenPayableInput)
  payables?: OpenPayableInput[];
}
