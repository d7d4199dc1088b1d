import { rolesFor, type UserRole } from '../../platform.js';

/** Who may write in sales. */
export const SALES_WRITERS: readonly UserRole[] = rolesFor('sales', 'write');

/** Who may read in sales. */
export const SALES_READERS: readonly UserRole[] = rolesFor('sales', 'read');

/** Who takes payments, corrects, voids and sends. */
export const SALES_SETTLERS: readonly UserRole[] = rolesFor('sales', 'settle');

/** Who pays out, or gives up what is owed. */
export const SALES_PAYERS: readonly UserRole[] = rolesFor('sales', 'payOut');
