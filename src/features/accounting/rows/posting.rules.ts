import type { AccountRole } from './account.entity.js';
import type { TaxDirection } from './journal-tax.entity.js';
import type { PaymentMethod } from './postings.js';

/** Where an amount goes: a fixed account, the one of the payment method, or the one of the expense. */
export type Slot = AccountRole | 'money' | 'category';
/** Which amount of the document. */
export type AmountName = 'net' | 'tax' | 'total';

export interface PostingRule {
  readonly memo: string;
  readonly debit: readonly (readonly [Slot, AmountName])[];
  readonly credit: readonly (readonly [Slot, AmountName])[];
  /** The side of the tax report that the document's taxes are added to. */
  readonly tax?: TaxDirection;
}

/** What each event of the business does to the books. */
export const POSTING_RULES = {
  invoice_issued: {
    memo: 'Invoice',
    debit: [['receivable', 'total']],
    credit: [
      ['sales', 'net'],
      ['sales_tax', 'tax'],
    ],
    tax: 'sale',
  },
  payment_received: { memo: 'Payment of', debit: [['money', 'total']], credit: [['receivable', 'total']] },
  credit_note_issued: {
    memo: 'Credit note',
    debit: [
      ['sales', 'net'],
      ['sales_tax', 'tax'],
    ],
    credit: [['receivable', 'total']],
    tax: 'sale',
  },
  // What a credit note or a payment leaves over once nothing is owed any more.
  credit_kept: {
    memo: 'Credit from',
    debit: [['receivable', 'total']],
    credit: [['customer_credit', 'total']],
  },
  // The tax office gives the tax of a bad debt back.
  invoice_written_off: {
    memo: 'Written off',
    debit: [
      ['bad_debts', 'net'],
      ['sales_tax', 'tax'],
    ],
    credit: [['receivable', 'total']],
    tax: 'sale',
  },
  // Money that came before there was anything to pay, or for several invoices at once.
  deposit_received: {
    memo: 'Deposit of',
    debit: [['money', 'total']],
    credit: [['customer_credit', 'total']],
  },
  credit_applied: {
    memo: 'Credit for',
    debit: [['customer_credit', 'total']],
    credit: [['receivable', 'total']],
  },
  refund_paid: { memo: 'Refund to', debit: [['customer_credit', 'total']], credit: [['money', 'total']] },
  expense_approved: {
    memo: 'Expense',
    debit: [
      ['category', 'net'],
      ['input_tax', 'tax'],
    ],
    credit: [['payable', 'total']],
    tax: 'purchase',
  },
  expense_paid: { memo: 'Paid expense', debit: [['payable', 'total']], credit: [['money', 'total']] },
  // Money leaves the bank on its own day, though nothing is owed yet.
  expense_prepaid: {
    memo: 'Paid ahead, expense',
    debit: [['prepayment', 'total']],
    credit: [['money', 'total']],
  },
  prepayment_used: {
    memo: 'Prepayment of expense',
    debit: [['payable', 'total']],
    credit: [['prepayment', 'total']],
  },
} as const satisfies Record<string, PostingRule>;

export type PostingEvent = keyof typeof POSTING_RULES;

/** What takes an event back: the same accounts and amounts with their sides exchanged. */
export const WITHDRAWALS = {
  invoice_voided: { takesBack: 'invoice_issued', memo: 'Void invoice' },
  credit_withdrawn: { takesBack: 'credit_kept', memo: 'Withdrawn credit from' },
  write_off_reversed: { takesBack: 'invoice_written_off', memo: 'Reversed write-off of' },
  deposit_reversed: { takesBack: 'deposit_received', memo: 'Reversed deposit of' },
  credit_released: { takesBack: 'credit_applied', memo: 'Released credit for' },
  payment_reversed: { takesBack: 'payment_received', memo: 'Reversed payment of' },
  expense_voided: { takesBack: 'expense_approved', memo: 'Void expense' },
} as const satisfies Record<string, { takesBack: PostingEvent; memo: string }>;

export type WithdrawalEvent = keyof typeof WITHDRAWALS;

/** The account that money of each kind comes in on and goes out from. */
export const MONEY_ACCOUNTS: Readonly<Record<PaymentMethod, AccountRole>> = {
  cash: 'cash',
  card: 'card',
  transfer: 'bank',
  other: 'bank',
};

/** Entries that come from no document. */
export const OWN_SOURCES = ['manual', 'reversal', 'opening', 'year_closed', 'year_reopened'] as const;

export type EntrySource = PostingEvent | WithdrawalEvent | (typeof OWN_SOURCES)[number];

export const SOURCES: readonly EntrySource[] = [
  ...(Object.keys(POSTING_RULES) as PostingEvent[]),
  ...(Object.keys(WITHDRAWALS) as WithdrawalEvent[]),
  ...OWN_SOURCES,
];
