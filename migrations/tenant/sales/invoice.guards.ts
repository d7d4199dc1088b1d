import type { Guard } from '../guards.js';

/** True when a column differs between OLD and NEW, also when one of them is NULL; alike on every engine. */
export const changed = (column: string, length: number): string => {
  const text = (row: string) => `COALESCE(CAST(${row}.${column} AS CHAR(${length})), '')`;
  return `${text('NEW')} <> ${text('OLD')}`;
};

const DOCUMENT = [
  changed('number', 30),
  changed('customer_id', 36),
  changed('location_id', 36),
  changed('currency', 3),
  changed('issue_date', 10),
  changed('due_date', 10),
  'NEW.net <> OLD.net',
  'NEW.tax <> OLD.tax',
  'NEW.total <> OLD.total',
].join(' OR ');

const issued = (invoice: string): string =>
  `EXISTS (SELECT 1 FROM invoices i WHERE i.id = ${invoice} AND i.status <> 'draft')`;

const LINES = 'the lines of an issued invoice are never changed';

/** What is issued or paid stays as it is: invoices are voided, payments reversed. */
export const INVOICE_GUARDS: readonly Guard[] = [
  {
    name: 'invoices_start_as_draft',
    table: 'invoices',
    event: 'INSERT',
    refuse: `NEW.status <> 'draft'`,
    message: 'an invoice is written first and issued then',
  },
  {
    name: 'invoices_stay',
    table: 'invoices',
    event: 'UPDATE',
    refuse: `OLD.status <> 'draft' AND (NEW.status = 'draft' OR ${DOCUMENT})`,
    message: 'an issued invoice is never changed: void it',
  },
  {
    name: 'invoices_stay_void',
    table: 'invoices',
    event: 'UPDATE',
    refuse: `OLD.status = 'void' AND (NEW.status <> 'void' OR NEW.paid <> OLD.paid)`,
    message: 'a void invoice stays void',
  },
  {
    name: 'invoices_remain',
    table: 'invoices',
    event: 'DELETE',
    refuse: `OLD.status <> 'draft'`,
    message: 'an issued invoice is never deleted: void it',
  },
  {
    name: 'invoice_lines_complete',
    table: 'invoice_lines',
    event: 'INSERT',
    refuse: issued('NEW.invoice_id'),
    message: LINES,
  },
  {
    name: 'invoice_lines_stay',
    table: 'invoice_lines',
    event: 'UPDATE',
    refuse: `${issued('OLD.invoice_id')} OR ${issued('NEW.invoice_id')}`,
    message: LINES,
  },
  {
    name: 'invoice_lines_remain',
    table: 'invoice_lines',
    event: 'DELETE',
    refuse: issued('OLD.invoice_id'),
    message: LINES,
  },
  {
    name: 'invoice_payments_stay',
    table: 'invoice_payments',
    event: 'UPDATE',
    refuse: '1 = 1',
    message: 'a payment is never changed: reverse it',
  },
  {
    name: 'invoice_payments_remain',
    table: 'invoice_payments',
    event: 'DELETE',
    refuse: '1 = 1',
    message: 'a payment is never deleted: reverse it',
  },
];
