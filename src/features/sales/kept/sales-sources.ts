import { CreditNote } from '../rows/credit-note.entity.js';
import { CreditNoteLine } from '../rows/credit-note-line.entity.js';
import { Invoice } from '../rows/invoice.entity.js';
import { InvoiceLine } from '../rows/invoice-line.entity.js';

/** Something that happens to a kind of document, which sales reports are made of. */
export interface Source {
  document: new () => object;
  line: new () => object;
  /** What a line calls its document. */
  parent: string;
  /** The document's day on which it happens; null: it hasn't. */
  day: 'issueDate' | 'voidedOn';
  /** True: only what was issued here, not what came with the opening balances, which has no issue date. */
  issued?: boolean;
  /** The statuses that don't count. Named so, because SQLite would look up those that do instead of the days. */
  uncounted?: readonly string[];
  /** What they call their total. */
  ofDocument: { gross: string };
  ofLine: { gross: string };
  /** -1 for what takes back. */
  sign: 1 | -1;
  /** What it adds to the number of invoices. */
  invoices: 1 | 0 | -1;
}

const INVOICES = {
  document: Invoice,
  line: InvoiceLine,
  parent: 'invoiceId',
  ofDocument: { gross: 'total' },
  ofLine: { gross: 'gross' },
};

/**
 * Invoices from the day of their issue; void ones with a minus on the day of their voiding, so that a month that is
 * over stays as it was; credit notes with a minus, which are no invoices.
 */
export const SOURCES: readonly Source[] = [
  { ...INVOICES, day: 'issueDate', uncounted: ['draft'], sign: 1, invoices: 1 },
  { ...INVOICES, day: 'voidedOn', issued: true, sign: -1, invoices: -1 },
  {
    document: CreditNote,
    line: CreditNoteLine,
    parent: 'creditNoteId',
    day: 'issueDate',
    ofDocument: { gross: 'total' },
    ofLine: { gross: 'gross' },
    sign: -1,
    invoices: 0,
  },
];
