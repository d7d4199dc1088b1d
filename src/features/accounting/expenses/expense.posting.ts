import type { PostingRuleSet } from '../rows/posting.rules.js';

/** What happens to expenses does this to the books. */
export const EXPENSE_POSTINGS = {
  expense_approved: {
    memo: 'Expense',
    debit: [
      ['named', 'net'],
      ['input_tax', 'tax'],
    ],
    credit: [['payable', 'total']],
    tax: { direction: 'purchase', sign: 1 },
  },
  expense_paid: {
    memo: 'Paid expense',
    debit: [['payable', 'total']],
    credit: [['money', 'total']],
    dayField: 'paidOn',
  },
  // Money leaves the bank on its own day, though nothing is owed yet.
  expense_prepaid: {
    memo: 'Paid ahead, expense',
    debit: [['prepayment', 'total']],
    credit: [['money', 'total']],
    dayField: 'paidOn',
  },
  prepayment_used: {
    memo: 'Prepayment of expense',
    debit: [['payable', 'total']],
    credit: [['prepayment', 'total']],
  },
  expense_voided: { memo: 'Void expense', takesBack: 'expense_approved' },
} as const satisfies PostingRuleSet;
