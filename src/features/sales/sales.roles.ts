import { USER_ROLES, type UserRole } from '../../http/auth/principal.js';

/** Who may write in sales. */
export const SALES_WRITERS: readonly UserRole[] = ['owner', 'admin', 'manager', 'sales'];

/** Who may read in sales. */
export const SALES_READERS: readonly UserRole[] = USER_ROLES;
