import { CreditNote } from '../credit-notes/credit-note.entity.js';
import { CreditNoteLine } from '../credit-notes/credit-note-line.entity.js';
import { Invoice } from '../invoices/invoice.entity.js';
import { InvoiceLine } from '../invoices/invoice-line.entity.js';
import type { Figures } from './sales-figures.js';

/** A kind of document that sales reports are made of. */
export interface Source {
  document: new () => object;
  line: new () => object;
  /** What a line calls its document. */
  parent: string;
  /** The statuses that don't count. Named so, because SQLite would look up those that do instead of the days. */
  uncounted?: readonly string[];
  ofDocument: { alias: string; gross: string; count: string };
  ofLine: { alias: string; gross: string; count: string };
  signed: (figures: Figures) => Figures;
}

/** Invoices, and credit notes with a minus; only invoices are counted. */
export const SOURCES: readonly Source[] = [
  {
    document: Invoice,
    line: InvoiceLine,
    parent: 'invoiceId',
    uncounted: ['draft', 'void'],
    ofDocument: { alias: 'document', gross: 'total', count: 'COUNT(*)' },
    ofLine: { alias: 'line', gross: 'gross', count: 'COUNT(DISTINCT line.invoiceId)' },
    signed: (figures) => figures,
  },
  {
    document: CreditNote,
    line: CreditNoteLine,
    parent: 'creditNoteId',
    ofDocument: { alias: 'document', gross: 'total', count: '0' },
    ofLine: { alias: 'line', gross: 'gross', count: '0' },
    signed: ({ net, tax, total, ...rest }) => ({ ...rest, net: 0 - net, tax: 0 - tax, total: 0 - total }),
  },
];
