import { rolesFor, type UserRole } from '../../platform.js';

/** Who may see the books. Sales people sell; they don't read the ledger. */
export const LEDGER_READERS: UserRole[] = rolesFor('ledger', 'read');

/** Who may change the books: entries, accounts, tax rates, periods. */
export const LEDGER_WRITERS: UserRole[] = rolesFor('ledger', 'write');

/** Who may hand in an expense. */
export const EXPENSE_WRITERS: UserRole[] = rolesFor('expenses', 'write');
