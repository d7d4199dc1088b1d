import type { Isolation } from './isolation.js';
import { roleName } from './role-name.js';

/** A schema for each tenant in a database that they share, and a role that may use this schema alone. */
export const schemaIsolation: Isolation = {
  name: 'schema',
  face: ({ id, placement }) => ({ role: roleName(id), schema: placement.store }),
};
