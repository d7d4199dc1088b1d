import type { Guard } from '../guards.js';

export const stays = (table: string, message: string): Guard[] =>
  (['UPDATE', 'DELETE'] as const).map((event) => ({
    name: `${table}_${event === 'UPDATE' ? 'stay' : 'remain'}`,
    table,
    event,
    refuse: '1 = 1',
    message,
  }));

const NOTES = 'a credit note is never changed';

/** Credit goes no further than the invoice, and what gives or returns it stays as it is. */
export const CREDIT_GUARDS: readonly Guard[] = [
  {
    name: 'invoices_credited',
    table: 'invoices',
    event: 'UPDATE',
    refuse: 'NEW.credited < 0 OR (NEW.credited > 0 AND NEW.paid + NEW.credited > NEW.total)',
    message: 'no more than its total is paid and credited of an invoice',
  },
  {
    name: 'invoices_terms_stay',
    table: 'invoices',
    event: 'UPDATE',
    refuse: `OLD.status <> 'draft' AND (NEW.discount <> OLD.discount OR NEW.prices_include_tax <> OLD.prices_include_tax)`,
    message: 'an issued invoice is never changed: void it',
  },
  {
    name: 'customers_credit',
    table: 'customers',
    event: 'UPDATE',
    refuse: 'NEW.credit < 0',
    message: 'the credit of a customer is never below zero',
  },
  ...stays('credit_notes', NOTES),
  ...stays('credit_note_lines', NOTES),
  ...stays('customer_refunds', 'a refund is never changed'),
];
