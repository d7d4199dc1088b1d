import { CreditNote } from '../credit-notes/credit-note.entity.js';
import { CreditNoteLine } from '../credit-notes/credit-note-line.entity.js';
import { Invoice } from '../invoices/invoice.entity.js';
import { InvoiceLine } from '../invoices/invoice-line.entity.js';

/** A kind of document that sales reports are made of. */
export interface Source {
  document: new () => object;
  line: new () => object;
  /** What a line calls its document. */
  parent: string;
  /** The statuses that don't count. Named so, because SQLite would look up those that do instead of the days. */
  uncounted?: readonly string[];
  /** What they call their total. */
  ofDocument: { gross: string };
  ofLine: { gross: string };
  /** -1 for what takes back. */
  sign: 1 | -1;
}

/** Invoices, and credit notes with a minus; only invoices are counted. */
export const SOURCES: readonly Source[] = [
  {
    document: Invoice,
    line: InvoiceLine,
    parent: 'invoiceId',
    uncounted: ['draft', 'void'],
    ofDocument: { gross: 'total' },
    ofLine: { gross: 'gross' },
    sign: 1,
  },
  {
    document: CreditNote,
    line: CreditNoteLine,
    parent: 'creditNoteId',
    ofDocument: { gross: 'total' },
    ofLine: { gross: 'gross' },
    sign: -1,
  },
];
