import type { Guard } from '../guards.js';
import { changed } from './invoice.guards.js';

/** What was open when the books began stays what it was. */
export const OPENING_GUARDS: readonly Guard[] = [
  {
    name: 'invoices_opening_stays',
    table: 'invoices',
    event: 'UPDATE',
    refuse: `OLD.status <> 'draft' AND (${changed('opened_on', 10)} OR ${changed('opening_id', 36)}
      OR ${changed('foreign_number', 60)})`,
    message: 'an open item is never changed: take the opening balances back',
  },
  {
    name: 'customer_entries_remain',
    table: 'customer_entries',
    event: 'DELETE',
    refuse: '1 = 1',
    message: 'what an entry says of a customer is never deleted: reverse it',
  },
];
