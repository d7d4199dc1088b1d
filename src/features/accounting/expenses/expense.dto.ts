import { PartialType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import {
  ActionDto,
  formatMoney,
  IsDay,
  IsLine,
  IsMoney,
  IsOmittable,
  IsText,
  IsVersion,
  PageQuery,
  type Shows,
} from '../../platform.js';
import { PAYMENT_METHODS, type PaymentMethod } from '../rows/postings.js';
import { type Expense, EXPENSE_STATUSES, type ExpenseStatus } from '../rows/expense.entity.js';

export class ExpenseCreateDto {
  /** @example "2026-03-31" */
  @IsDay()
  date: string;

  /** Code or name of an expense account that takes postings. @example "Rent" */
  @IsLine(100)
  category: string;

  /** @example "City Estates Ltd" */
  @IsOptional()
  @IsLine(200)
  vendor?: string | null;

  /** The vendor's number of it. @example "2026-0815" */
  @IsOptional()
  @IsLine(60)
  number?: string | null;

  /** When it has to be paid. @example "2026-04-30" */
  @IsOptional()
  @IsDay()
  dueDate?: string | null;

  /** What it costs without tax; either this or `gross` is given. @example "1000.00" */
  @IsOmittable()
  @IsMoney({ positive: true })
  net?: string;

  /** What it costs with tax; the net amount is worked out to the cent. @example "1200.00" */
  @IsOmittable()
  @IsMoney({ positive: true })
  gross?: string;

  /** @example null */
  @IsOptional()
  @IsUUID()
  taxRateId?: string | null;

  /** @example null */
  @IsOptional()
  @IsUUID()
  locationId?: string | null;

  /** @example "Rent for April" */
  @IsOptional()
  @IsText(1000, 0)
  description?: string | null;
}

export class ExpensePatchDto extends PartialType(ExpenseCreateDto, { skipNullProperties: false }) {
  /** The version that was read; another one now is 409 `version_conflict`. @example 1 */
  @IsVersion()
  version?: number;
}

export class ExpenseApproveDto {
  /** The version that was read; another one now is 409 `version_conflict`. @example 1 */
  @IsVersion()
  version?: number;
}

export class ExpensePayDto {
  /** Default: transfer. @example "transfer" */
  @IsOmittable()
  @IsIn(PAYMENT_METHODS)
  method?: PaymentMethod;

  /** Left out: today. @example "2026-04-15" */
  @IsOptional()
  @IsDay()
  paidOn?: string | null;

  /** @example "Bank statement 17" */
  @IsOptional()
  @IsLine(200)
  reference?: string | null;

  /** The version that was read; another one now is 409 `version_conflict`. @example 2 */
  @IsVersion()
  version?: number;
}

export class ExpenseVoidDto {
  /**
   * The day it is taken out of the books, not before its own. Left out: its own.
   * @example "2026-04-02"
   */
  @IsOptional()
  @IsDay()
  date?: string | null;

  /** The version that was read; another one now is 409 `version_conflict`. @example 2 */
  @IsVersion()
  version?: number;
}

export class ExpenseQuery extends PageQuery {
  /** @example "2026-01-01" */
  @IsOptional()
  @IsDay()
  from?: string;

  /** @example "2026-12-31" */
  @IsOptional()
  @IsDay()
  to?: string;

  @IsOptional()
  @IsIn(EXPENSE_STATUSES)
  status?: ExpenseStatus;

  @IsOptional()
  @IsLine(100)
  category?: string;

  @IsOptional()
  @IsLine(200)
  vendor?: string;

  @IsOptional()
  @IsUUID()
  locationId?: string;

  @IsOptional()
  @IsUUID()
  taxRateId?: string;
}

export class ExpenseDto implements Shows<Expense, 'isGross' | 'openingEntryId' | 'bookedOn'> {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  id: string;
  /** @example "2026-03-31" */
  date: string;
  /** @example "Rent" */
  category: string;
  /** @example "City Estates Ltd" */
  vendor: string | null;
  /** @example "2026-0815" */
  number: string | null;
  /** @example "2026-04-30" */
  dueDate: string | null;
  /** @example "Rent for April" */
  description: string | null;
  /** @example "1000.00" */
  net: string;
  /** @example "200.00" */
  tax: string;
  /** @example "1200.00" */
  total: string;
  taxRateId: string | null;
  locationId: string | null;
  /** The expense account it was posted to. */
  accountId: string | null;
  /** @example "approved" */
  status: ExpenseStatus;
  /** @example "owner@acme.example" */
  approvedBy: string | null;
  /** @example null */
  paidOn: string | null;
  /** @example null */
  method: PaymentMethod | null;
  /** @example null */
  reference: string | null;
  /** The day it was taken out of the books. @example null */
  voidedOn: string | null;
  /** `opening`: it was open when the books began. @example null */
  origin: 'opening' | null;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;
  /** What the caller may do with it. */
  actions: ActionDto[];

  static of(row: Expense, { exponent, actions }: { exponent: number; actions: ActionDto[] }): ExpenseDto {
    return {
      id: row.id,
      date: row.date,
      category: row.category,
      vendor: row.vendor,
      number: row.number,
      dueDate: row.dueDate,
      description: row.description,
      net: formatMoney(row.net, exponent),
      tax: formatMoney(row.tax, exponent),
      total: formatMoney(row.total, exponent),
      taxRateId: row.taxRateId,
      locationId: row.locationId,
      accountId: row.accountId,
      status: row.status,
      approvedBy: row.approvedBy,
      paidOn: row.paidOn,
      method: row.method,
      reference: row.reference,
      voidedOn: row.voidedOn,
      origin: row.origin,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      version: row.version,
      actions,
    };
  }
}

export class ExpensePageDto {
  items: ExpenseDto[];
  /** @example null */
  nextCursor: string | null;
}
