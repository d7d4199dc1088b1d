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

/** A part of an amount, on an account or at a place of its own. */
export interface AmountPart {
  /** Minor units. */
  amount: number;
  /** Left out: the account of the rule's slot. */
  accountId?: string;
  /** Left out: the posting's place. */
  locationId?: string | null;
}

/** The amounts that the event's rule speaks of, in minor units. Below zero they change sides. */
export type Amounts = Readonly<Record<string, number | readonly AmountPart[]>>;

/** What an event means to the books. */
export interface Posting {
  /** Id of the invoice, payment, shipment … it is posted for. */
  sourceId: string;
  /** What people call it, for the memo. */
  number: string;
  date: string;
  locationId: string | null;
  amounts: Amounts;
  /** All of the document's lines, by rate and category, above zero; the rule knows the sign. */
  taxes?: readonly TaxPart[];
  /** How money came in or went out, for rules with the slot `money`. */
  method?: PaymentMethod;
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
