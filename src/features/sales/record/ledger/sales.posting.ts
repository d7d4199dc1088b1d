import type { PostingRule, WithdrawalRule } from '../../../accounting/index.js';

/** What happens in sales does this to the books. */
export const SALES_POSTINGS = {
  invoice_issued: {
    memo: 'Invoice',
    debit: [['receivable', 'total']],
    credit: [
      ['sales', 'net'],
      ['sales_tax', 'tax'],
    ],
    tax: { direction: 'sale', sign: 1 },
    dayField: 'issueDate',
  },
  payment_received: {
    memo: 'Payment of',
    debit: [['money', 'total']],
    credit: [['receivable', 'total']],
    dayField: 'receivedOn',
  },
  credit_note_issued: {
    memo: 'Credit note',
    debit: [
      ['sales', 'net'],
      ['sales_tax', 'tax'],
    ],
    credit: [['receivable', 'total']],
    tax: { direction: 'sale', sign: -1 },
    dayField: 'issueDate',
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
    tax: { direction: 'sale', sign: -1 },
  },
  // Money that came before there was anything to pay, or for several invoices at once.
  deposit_received: {
    memo: 'Deposit of',
    debit: [['money', 'total']],
    credit: [['customer_credit', 'total']],
    dayField: 'receivedOn',
  },
  credit_applied: {
    memo: 'Credit for',
    debit: [['customer_credit', 'total']],
    credit: [['receivable', 'total']],
  },
  refund_paid: {
    memo: 'Refund to',
    debit: [['customer_credit', 'total']],
    credit: [['money', 'total']],
    dayField: 'refundedOn',
  },
} as const satisfies Record<string, PostingRule>;

/** What takes one of them back. */
export const SALES_WITHDRAWALS = {
  invoice_voided: { memo: 'Void invoice', takesBack: 'invoice_issued' },
  credit_withdrawn: { memo: 'Withdrawn credit from', takesBack: 'credit_kept', dayField: 'receivedOn' },
  write_off_reversed: { memo: 'Reversed write-off of', takesBack: 'invoice_written_off' },
  deposit_reversed: { memo: 'Reversed deposit of', takesBack: 'deposit_received', dayField: 'receivedOn' },
  credit_released: { memo: 'Released credit for', takesBack: 'credit_applied', dayField: 'receivedOn' },
  payment_reversed: { memo: 'Reversed payment of', takesBack: 'payment_received', dayField: 'receivedOn' },
} as const satisfies Record<string, WithdrawalRule>;

export type SalesPosting = keyof typeof SALES_POSTINGS;
export type SalesWithdrawal = keyof typeof SALES_WITHDRAWALS;
