import type { UserRole } from '../../http/auth/principal.js';

/** Who may see the books. Sales people sell; they don't read the ledger. */
export const LEDGER_READERS: UserRole[] = ['owner', 'admin', 'manager', 'accountant', 'viewer'];

/** Who may change the books: entries, accounts, tax rates, periods. */
export const LEDGER_WRITERS: UserRole[] = ['owner', 'admin', 'accountant'];

/** Who may hand in an expense. */
export const EXPENSE_WRITERS: UserRole[] = ['owner', 'admin', 'manager', 'accountant'];
