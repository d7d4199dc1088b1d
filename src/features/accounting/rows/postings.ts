import type { TaxCategory } from './tax-category.js';

/** How money came in or went out. */
export const PAYMENT_METHODS = ['cash', 'card', 'transfer', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Net and tax of the part of a document that carries one tax rate and category, in minor units. */
export interface TaxPart {
  /** Null: no rate, and no tax. */
  taxRateId: string | null;
  category: TaxCategory;
  net: number;
  tax: number;
}

/** What the ledger has to know of an issued invoice. Amounts are minor units. */
export interface InvoicePosting {
  invoiceId: string;
  number: string;
  /** The issue date. */
  date: string;
  locationId: string | null;
  net: number;
  tax: number;
  total: number;
  /** All lines, by rate and category. */
  taxes: TaxPart[];
}

/** What the ledger has to know of a credit note. Amounts are above zero; the rules know the sides. */
export type CreditNotePosting = Omit<InvoicePosting, 'invoiceId'> & { creditNoteId: string };

/** What the ledger has to know of a bad debt. Amounts are above zero; the rules know the sides. */
export type WriteOffPosting = Omit<InvoicePosting, 'invoiceId'> & { writeOffId: string };

/** What a document left over for its customer. */
export interface CreditPosting {
  /** Id of the payment or credit note. */
  sourceId: string;
  /** Its number, for the memo. */
  number: string;
  date: string;
  locationId: string | null;
  amount: number;
}

/** Money that came in for an invoice, or went out for an expense. */
export interface PaymentPosting {
  paymentId: string;
  /** Number of the invoice it belongs to, or what the expense is called. */
  number: string;
  date: string;
  locationId: string | null;
  method: PaymentMethod;
  amount: number;
}

/** Takes back what was posted for a document: same accounts and amounts, sides exchanged. */
export interface Withdrawal {
  /** Id of the invoice, payment or expense that was posted. */
  sourceId: string;
  /** Its number, for the memo. */
  number: string;
  /** The day the withdrawal is booked on. */
  date: string;
}

/** What the ledger has to know of an approved expense. */
export interface ExpensePosting {
  expenseId: string;
  /** What it is called in the memo. */
  number: string;
  date: string;
  locationId: string | null;
  net: number;
  tax: number;
  total: number;
  taxes: TaxPart[];
  categoryAccountId: string;
}
