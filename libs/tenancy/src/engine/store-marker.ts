/** The table every tenant store carries. One row: whose store it is, by the tenant's id. */
export const MARKER_TABLE = 'tenantry_store';

export const CREATE_MARKER = `CREATE TABLE IF NOT EXISTS ${MARKER_TABLE} (tenant_id varchar(36) PRIMARY KEY)`;
export const READ_MARKER = `SELECT tenant_id FROM ${MARKER_TABLE}`;

/** The catalog's own table: where it is, a control database is, of this platform or another. */
export const CONTROL_TABLE = 'catalog_generation';

/** What an administrator finds where a store is or is to be. */
export type StoreState =
  | { kind: 'missing' }
  /** No table in it. */
  | { kind: 'empty' }
  | { kind: 'marked'; tenantId: string }
  /** Somebody's tables, without a marker, or with the markers of several. */
  | { kind: 'foreign' }
  /** A control database. */
  | { kind: 'control' };

/** From the names of a store's tables and the rows of its marker table. A half-written marker is no marker. */
export function storeState(tables: readonly string[], markers: readonly string[]): StoreState {
  if (tables.includes(CONTROL_TABLE)) return { kind: 'control' };
  if (markers.length > 1) return { kind: 'foreign' };
  if (markers[0] !== undefined) return { kind: 'marked', tenantId: markers[0] };
  return tables.some((table) => table !== MARKER_TABLE) ? { kind: 'foreign' } : { kind: 'empty' };
}
