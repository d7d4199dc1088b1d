import {
  BooleanColumn,
  SearchKey,
  SortKeyOf,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

export const ACCOUNT_TYPES = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** What the program posts to by itself: each is played by exactly one account. */
export const ACCOUNT_ROLES = [
  'cash',
  'bank',
  'card',
  'receivable',
  'input_tax',
  'prepayment',
  'payable',
  'sales_tax',
  'customer_credit',
  'retained_earnings',
  'opening_balances',
  'sales',
  'expense',
  'bad_debts',
] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** An account of the ledger. */
@Entity('accounts')
export class Account extends StoredEntity {
  @TextColumn(20)
  code: string;

  @TextColumn(200)
  name: string;

  @TextColumn(10)
  type: AccountType;

  @UuidColumn({ nullable: true })
  parentId: string | null = null;

  @TextColumn(40, { nullable: true })
  role: AccountRole | null = null;

  @BooleanColumn({ default: true })
  active: boolean = true;

  @SearchKey('code', 'name')
  declare readonly searchKey: string;

  @SortKeyOf('code')
  declare readonly codeKey: string;

  @SortKeyOf('name')
  declare readonly nameKey: string;
}

/** Whether the account grows on the debit side. */
export const growsOnDebit = (type: AccountType): boolean => type === 'asset' || type === 'expense';
