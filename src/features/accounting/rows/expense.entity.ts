import {
  BooleanColumn,
  DateOnlyColumn,
  MoneyColumn,
  SearchKey,
  SortKeyOf,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { PaymentMethod } from './postings.js';

export const EXPENSE_STATUSES = ['draft', 'approved', 'paid', 'void'] as const;
export type ExpenseStatus = (typeof EXPENSE_STATUSES)[number];

/** Something the company owes or has paid; in the books from its approval on. */
@Entity('expenses')
export class Expense extends StoredEntity {
  @DateOnlyColumn()
  date: string;

  @TextColumn(100)
  category: string;

  @TextColumn(200, { nullable: true })
  vendor: string | null = null;

  /** The vendor's number of it. */
  @TextColumn(60, { nullable: true })
  number: string | null = null;

  @DateOnlyColumn({ nullable: true })
  dueDate: string | null = null;

  @TextColumn(1000, { nullable: true })
  description: string | null = null;

  @MoneyColumn()
  net: number;

  @MoneyColumn()
  tax: number;

  @MoneyColumn()
  total: number;

  /** Whether the total was given, and the net amount follows from it. */
  @BooleanColumn({ default: false })
  isGross: boolean = false;

  @UuidColumn({ nullable: true })
  taxRateId: string | null = null;

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  /** The expense account it was posted to; null until it is approved. */
  @UuidColumn({ nullable: true })
  accountId: string | null = null;

  @TextColumn(10, { default: 'draft' })
  status: ExpenseStatus = 'draft';

  @TextColumn(320, { nullable: true })
  approvedBy: string | null = null;

  @DateOnlyColumn({ nullable: true })
  paidOn: string | null = null;

  @TextColumn(20, { nullable: true })
  method: PaymentMethod | null = null;

  @TextColumn(200, { nullable: true })
  reference: string | null = null;

  @DateOnlyColumn({ nullable: true })
  voidedOn: string | null = null;

  /** `opening`: it was open when the books began, and the opening balances booked it. */
  @TextColumn(10, { nullable: true })
  origin: 'opening' | null = null;

  @UuidColumn({ nullable: true })
  openingEntryId: string | null = null;

  /** The day of those balances, from which on it is owed; null: its own date. */
  @DateOnlyColumn({ nullable: true })
  bookedOn: string | null = null;

  @SearchKey('category', 'vendor', 'number', 'description')
  declare readonly searchKey: string;

  @SortKeyOf('category')
  declare readonly categoryKey: string;
}
