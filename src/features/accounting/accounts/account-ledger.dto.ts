import { IsOptional, IsUUID } from 'class-validator';
import { IsDay, PageQuery } from '../../platform.js';
import type { EntrySource } from '../rows/posting.rules.js';

export class LedgerQuery extends PageQuery {
  /** First day; left out: since the books began. @example "2026-01-01" */
  @IsOptional()
  @IsDay()
  from?: string;

  /** Last day; left out: no end. @example "2026-12-31" */
  @IsOptional()
  @IsDay()
  to?: string;

  /** Only this place and those below it. */
  @IsOptional()
  @IsUUID()
  locationId?: string;
}

export class LedgerRow {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  id: string;
  entryId: string;
  /** @example "JE-2026-000001" */
  number: string;
  /** @example "2026-03-31" */
  date: string;
  /** @example "Invoice INV-2026-000001" */
  memo: string;
  /** @example "invoice_issued" */
  source: EntrySource;
  sourceId: string | null;
  locationId: string | null;
  /** Whose the line is, where an entry without a document says so. @example null */
  customerId: string | null;
  /** @example null */
  vendor: string | null;
  /** @example "120.00" */
  debit: string;
  /** @example "0.00" */
  credit: string;
  /** Debits less credits up to and with this line. @example "120.00" */
  balance: string;
}

/** A page of an account's ledger, from the oldest line to the newest. */
export class AccountLedgerDto {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  accountId: string;
  /** @example "1100" */
  code: string;
  /** @example "Accounts receivable" */
  name: string;
  /** @example "2026-01-01" */
  from: string | null;
  /** @example "2026-12-31" */
  to: string | null;
  /** The balance before the page's first line. @example "0.00" */
  opening: string;
  /** The balance after the page's last line. @example "120.00" */
  closing: string;
  items: LedgerRow[];
  /** @example null */
  nextCursor: string | null;
}
