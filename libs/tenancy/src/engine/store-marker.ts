/** The table every tenant store carries. One row: whose store it is, by the tenant's id. */
export const MARKER_TABLE = 'tenantry_store';

export const CREATE_MARKER = `CREATE TABLE IF NOT EXISTS ${MARKER_TABLE} (tenant_id varchar(36) PRIMARY KEY)`;
export const READ_MARKER = `SELECT tenant_id FROM ${MARKER_TABLE}`;

/** What an administrator finds where a store is or is to be. */
export type StoreState =
  | { kind: 'missing' }
  /** No table in it. */
  | { kind: 'empty' }
  | { kind: 'marked'; tenantId: string }
  /** Somebody's tables, without a marker. */
  | { kind: 'foreign' };

/** From the names of a store's tables and the rows of its marker table. A half-written marker is no marker. */
export function storeState(tables: readonly string[], markers: readonly string[]): StoreState {
  if (markers[0] !== undefined) return { kind: 'marked', tenantId: markers[0] };
  return tables.some((table) => table !== MARKER_TABLE) ? { kind: 'foreign' } : { kind: 'empty' };
}
