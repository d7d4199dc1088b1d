import type { Face } from '../engine/engine.js';
import type { IsolationName, Tenant } from '../tenant.js';

/** How a tenant's rows are kept apart from other tenants', as data. */
export interface Isolation {
  readonly name: IsolationName;
  /** The column of every table that says whose a row is. Entities don't know of it. */
  readonly tenantColumn?: string;
  /** Whom a shared connection is turned to. Absent where a tenant's connections are its own. */
  readonly face?: (tenant: Pick<Tenant, 'id' | 'placement'>) => Face;
}
