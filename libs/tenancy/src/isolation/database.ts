import type { Isolation } from './isolation.js';

/** A database (or a file) for each tenant: the wall that holds against injected SQL as well. */
export const databaseIsolation: Isolation = { name: 'database' };
