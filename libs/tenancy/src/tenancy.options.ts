import type { TxtLookup } from './domains/txt-records.js';
import type { ResolutionOptions } from './resolution/default-resolvers.js';
import type { StoreWatch } from './pool/store-events.js';
import type { ProgramClock } from './clock.js';
import type { IsolationName } from './tenant.js';

/** What the library is told by the program it lives in. */
export interface TenancyOptions {
  /** Domain under which every tenant has its subdomain, for example `app.com`. */
  baseDomain: string;
  /** Addresses and networks (CIDR) whose `X-Forwarded-Host` counts. Default: none. */
  trustProxy?: readonly string[];
  /** How requests name their tenant. Default: by host, then by path. */
  resolution?: ResolutionOptions;
  /** Where TXT records of custom domains are looked up. Default: by the resolvers of this machine. */
  txtRecords?: TxtLookup;
  /** The control database: `sqlite:<file>` or `postgresql://…`. */
  controlUrl: string;
  /** Seals credentials in the control database; the first key seals, all of them open. */
  encryptionKeys: readonly string[];
  /** Apply the control database's migrations at start. Default: true. */
  migrateControl?: boolean;
  stores: StoreOptions;
  connections: ConnectionOptions;
  /** What it is for expiries and for what runs when. Default: the machine's clock. */
  clock?: ProgramClock;
  /** How many jobs run at once in this process, and of one tenant among them. Default: 4 and 2. */
  jobs?: { slots: number; slotsEach: number };
  /** Told of each statement and of connections as they come and go. Default: nobody is. */
  watch?: StoreWatch;
}

export interface StoreOptions {
  /** Where new stores are made: a server's URL, or `sqlite:<folder>`. Its user provisions. */
  serverUrl: string;
  /** Default isolation of new tenants. */
  isolation: IsolationName;
  /** Put before the slug to name a database, for example `sales_`. */
  prefix: string;
  /** Tenants that may exist; deleted and failed ones don't count. */
  maxTenants: number;
  /** Servers of files have to be folders in this one. Default: none can be added. */
  filesFolder?: string;
  /** A URL that outranks the catalog for one tenant. Default: none. */
  overrideUrl?: (slug: string) => string | undefined;
  /**
   * Rows become entities without their constructors, which is faster: TypeORM's `entitySkipConstructor`. Not for
   * entities with private fields (`#name`), which only a constructor makes. Default: false.
   */
  entitySkipConstructor?: boolean;
}

export interface ConnectionOptions {
  /** Most connections of this process to tenant stores, closing ones included. */
  budget: number;
  /** Most connections to one tenant's store. */
  perTenant: number;
  /** Most requests and jobs at work on tenant stores at once. Default: four times the processors, 8 at least. */
  atWork?: number;
  acquireTimeoutMs: number;
  /** An idle connection is closed after this time. */
  idleMs: number;
  /** 0: none. Doesn't apply to SQLite. */
  statementTimeoutMs: number;
}

export const TENANCY_OPTIONS = Symbol('TENANCY_OPTIONS');
