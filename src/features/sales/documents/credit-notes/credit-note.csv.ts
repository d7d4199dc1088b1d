import { csvSheet } from '../../../platform.js';
import type { CreditNoteDto } from './credit-note-view.dto.js';

export const CREDIT_NOTE_CSV = csvSheet<CreditNoteDto>('credit-notes', {
  id: true,
  number: true,
  issueDate: true,
  invoiceNumber: (note) => note.invoice.number,
  customerCode: (note) => note.customer?.code,
  customerName: (note) => note.customer?.name,
  currency: true,
  net: true,
  tax: true,
  total: true,
  kept: true,
  reason: true,
  invoiceId: false,
  invoice: false,
  customerId: false,
  customer: false,
  locationId: false,
  lines: false,
  createdAt: false,
  updatedAt: false,
  version: false,
});
