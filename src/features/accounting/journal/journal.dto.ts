import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { IsDay, IsLine, IsMoney, IsOmittable, IsText, PageQuery } from '../../platform.js';
import type { EntrySource } from '../rows/posting.rules.js';

export class JournalLineInput {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  @IsUUID()
  accountId: string;

  /** Either debit or credit is given. @example "100.00" */
  @IsOmittable()
  @IsMoney()
  debit?: string;

  /** @example "0.00" */
  @IsOmittable()
  @IsMoney()
  credit?: string;

  /** Left out: the entry's. Lines at several places make the entry the whole company's. @example null */
  @IsOptional()
  @IsUUID()
  locationId?: string | null;

  /** Whose the line is; needed on the accounts of receivables and of customers' credit. @example null */
  @IsOptional()
  @IsUUID()
  customerId?: string | null;

  /** Whose it is; needed on the account of payables. @example null */
  @IsOptional()
  @IsLine(200)
  vendor?: string | null;
}

export class JournalEntryCreateDto {
  /** @example "2026-03-31" */
  @IsDay()
  date: string;

  /** @example "Capital paid in" */
  @IsText(500)
  memo: string;

  /** @example null */
  @IsOptional()
  @IsUUID()
  locationId?: string | null;

  /** At least two; the debits have to equal the credits. */
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => JournalLineInput)
  lines: JournalLineInput[];
}

export class ReverseDto {
  /**
   * Not before the entry's day. Left out: today, or that day if it lies ahead; of opening balances that day.
   * @example "2026-04-01"
   */
  @IsOptional()
  @IsDay()
  date?: string | null;

  /** @example "Entered twice" */
  @IsOptional()
  @IsText(500)
  memo?: string | null;
}

export class JournalQuery extends PageQuery {
  /** First day. @example "2026-01-01" */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Last day. @example "2026-12-31" */
  @IsOptional()
  @IsDay()
  to?: string;

  /** What entries were posted for. */
  @IsOptional()
  @IsLine(30)
  source?: EntrySource;

  /** Entries of this invoice, payment or expense. */
  @IsOptional()
  @IsUUID()
  sourceId?: string;

  /** Entries with a line on this account. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @IsOptional()
  @IsUUID()
  locationId?: string;
}

export class JournalLineDto {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  accountId: string;
  /** @example "100.00" */
  debit: string;
  /** @example "0.00" */
  credit: string;
  /** @example null */
  locationId: string | null;
  /** @example null */
  customerId: string | null;
  /** @example "City Estates Ltd" */
  vendor: string | null;
}

export class JournalEntryDto {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  id: string;
  /** Without gaps per year. @example "JE-2026-000001" */
  number: string;
  /** @example "2026-03-31" */
  date: string;
  /** @example "Capital paid in" */
  memo: string;
  /** What it was posted for. @example "manual" */
  source: EntrySource;
  /** @example null */
  sourceId: string | null;
  /** @example null */
  locationId: string | null;
  /** The entry that this one takes back. @example null */
  reversesId: string | null;
  /** @example "posted" */
  status: 'draft' | 'posted';
  /** @example "100.00" */
  total: string;
  /** E-mail of the person who caused it. @example "owner@acme.example" */
  postedBy: string | null;
  lines: JournalLineDto[];
  createdAt: Date;
  updatedAt: Date;
  /** @example 2 */
  version: number;
}

export class JournalEntryPageDto {
  items: JournalEntryDto[];
  /** @example null */
  nextCursor: string | null;
}
