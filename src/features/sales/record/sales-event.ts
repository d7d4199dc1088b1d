import type { TaxPart } from '../../accounting/index.js';
import type { CreditNote } from '../rows/credit-note.entity.js';
import type { CreditNoteLine } from '../rows/credit-note-line.entity.js';
import type { CustomerPayment } from '../rows/customer-payment.entity.js';
import type { Invoice } from '../rows/invoice.entity.js';
import type { InvoiceLine } from '../rows/invoice-line.entity.js';
import type { Payment } from '../rows/payment.entity.js';
import type { Refund } from '../rows/refund.entity.js';
import type { WriteOff } from '../rows/write-off.entity.js';

/** What happens to documents of sales, and what is told of it. The rows are written when it is told. */
export interface SalesEvents {
  'invoice.issued': { invoice: Invoice; lines: readonly InvoiceLine[] };
  'invoice.voided': { invoice: Invoice; lines: readonly InvoiceLine[]; date: string };
  'invoice.written_off': { invoice: Invoice; writeOff: WriteOff; taxes: TaxPart[] };
  /** `writeOff`: the one below zero. */
  'invoice.write_off_reversed': { invoice: Invoice; writeOff: WriteOff };
  'credit_note.issued': { invoice: Invoice; note: CreditNote; lines: readonly CreditNoteLine[] };
  'payment.received': { invoice: Invoice; payment: Payment };
  /** `payment`: the one below zero. */
  'payment.reversed': { invoice: Invoice; payment: Payment };
  /** Money for several invoices, or for none yet; `customer`: the code. */
  'deposit.received': { payment: CustomerPayment; customer: string };
  /** `payment`: the one below zero. */
  'deposit.reversed': { payment: CustomerPayment; customer: string };
  'refund.paid': { refund: Refund; customer: string };
}

export type SalesEvent = keyof SalesEvents;

/** Who does something when a document of sales changes, in the transaction that changes it. */
export interface SalesFollower {
  readonly on: { readonly [E in SalesEvent]?: (happened: SalesEvents[E]) => Promise<void> };
}
