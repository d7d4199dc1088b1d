import type { TenantData } from './tenant-data.js';

/** The database programs a tenant store can live in. */
export const ENGINES = ['postgres', 'mysql', 'sqlite'] as const;
export type EngineName = (typeof ENGINES)[number];

/** How a tenant's rows are kept apart from other tenants' rows. */
export const ISOLATIONS = ['database', 'schema', 'row'] as const;
export type IsolationName = (typeof ISOLATIONS)[number];

export const TENANT_STATUSES = [
  'provisioning',
  'active',
  'read_only',
  'maintenance',
  'suspended',
  'deleted',
  'failed',
] as const;
export type TenantStatus = (typeof TENANT_STATUSES)[number];

/** Where one tenant's rows live. */
export interface Placement {
  /** Name of the server in the catalog. */
  readonly server: string;
  readonly engine: EngineName;
  readonly isolation: IsolationName;
  /** Name of the database, the schema or the SQLite file (without its folder). */
  readonly store: string;
}

/** A company, as the catalog knows it. Frozen: a change in the catalog makes a new object. */
export interface Tenant {
  /** UUIDv7; what tokens and stores are compared by. A slug can be re-used, an id can't. */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: TenantStatus;
  readonly placement: Placement;
  /** The program's own. Frozen as well. */
  readonly data: TenantData;
  /** Counts changes of the store's URL or credentials. */
  readonly connectionVersion: number;
  /** Name of the newest migration applied to the store; null before the first. */
  readonly schemaVersion: string | null;
  /** Fingerprint of all that were applied; null where only the newest is known. */
  readonly schemaSet: string | null;
}
