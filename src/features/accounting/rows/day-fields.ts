import type { EntrySource } from './posting.rules.js';

const DAY_FIELDS: Partial<Record<EntrySource, string>> = {
  invoice_issued: 'issueDate',
  credit_note_issued: 'issueDate',
  payment_received: 'receivedOn',
  payment_reversed: 'receivedOn',
  credit_withdrawn: 'receivedOn',
  deposit_received: 'receivedOn',
  deposit_reversed: 'receivedOn',
  credit_released: 'receivedOn',
  refund_paid: 'refundedOn',
  expense_paid: 'paidOn',
  expense_prepaid: 'paidOn',
};

/** The field by which people say the day of an entry, so that a refusal names what they wrote. */
export const dayFieldOf = (source: EntrySource): string => DAY_FIELDS[source] ?? 'date';
