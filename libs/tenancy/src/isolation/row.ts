import type { Isolation } from './isolation.js';

/** Tables that all tenants share. The server shows each its own rows, by the policies that follow a migration. */
export const rowIsolation: Isolation = {
  name: 'row',
  tenantColumn: 'tenant_id',
  face: ({ id }) => ({ schema: 'public', tenantId: id }),
};
