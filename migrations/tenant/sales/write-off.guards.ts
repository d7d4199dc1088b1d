import type { Guard } from '../guards.js';
import { stays } from './credit.guards.js';

/** No more is written off than is owed, and what says so stays as it is. */
export const WRITE_OFF_GUARDS: readonly Guard[] = [
  {
    name: 'invoices_written_off',
    table: 'invoices',
    event: 'UPDATE',
    refuse:
      'NEW.written_off < 0 OR (NEW.written_off > 0 AND NEW.paid + NEW.credited + NEW.written_off > NEW.total)',
    message: 'no more than is owed of an invoice is written off',
  },
  ...stays('invoice_write_offs', 'a write-off is never changed: reverse it'),
];
