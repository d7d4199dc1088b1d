import type { CsvColumns } from '../../../platform.js';
import type { CreditNoteDto } from './credit-note-view.dto.js';

export const CREDIT_NOTE_CSV: CsvColumns<CreditNoteDto> = {
  id: (note) => note.id,
  number: (note) => note.number,
  issueDate: (note) => note.issueDate,
  invoiceNumber: (note) => note.invoice.number,
  customerCode: (note) => note.customer?.code,
  customerName: (note) => note.customer?.name,
  currency: (note) => note.currency,
  net: (note) => note.net,
  tax: (note) => note.tax,
  total: (note) => note.total,
  kept: (note) => note.kept,
  reason: (note) => note.reason,
};
