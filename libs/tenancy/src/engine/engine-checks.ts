import type { IsolationName } from '../tenant.js';
import type { SharedDatabase } from './shared-database.js';

/** What is wrong, and what to do about it. */
export interface Fault {
  readonly message: string;
  readonly remedy: string;
  /** It works, and is weaker than it could be. */
  readonly isWarning?: boolean;
}

/** A server, as the user that provisions it. */
export interface ServerUnderCheck {
  readonly url: string;
  /** Where tenants share a database of it. */
  readonly shared?: SharedDatabase;
  /** Those of its tenants. */
  readonly isolations: ReadonlySet<IsolationName>;
  /** Ids of all tenants of the catalog, those included that are no more; for a server with a shared database. */
  readonly known?: ReadonlySet<string>;
}

/** A tenant's store. */
export interface StoreUnderCheck {
  readonly isolation: IsolationName;
  /** Of its database, or of its file, as the user that may change it. */
  readonly adminUrl: string;
  /** Name of the database, schema or file. */
  readonly store: string;
  /** Whom requests run as; empty where the engine has no users. */
  readonly role: string;
  /** What gives a tenant that brought its user along another one. */
  readonly reconnect: string;
  /** Every other database of the platform on its server. */
  readonly others: ReadonlySet<string>;
  /** True the first time somebody asks: what is the same for all tenants of a server is told once. */
  isNews(what: string): boolean;
  /** Rows of a statement as a request would run it. */
  ask(sql: string): Promise<Record<string, unknown>[]>;
}

/** One look at a live server or store. Throws only for what hinders the look itself. */
export interface Check<T> {
  /** A word or two, stable: scripts read it. */
  readonly name: string;
  /** Default: all. */
  readonly isolations?: readonly IsolationName[];
  /** Of tenants that are placed on a server, of those that brought their own URL, or of all. Default: placed. */
  readonly of?: 'placed' | 'brought' | 'all';
  faults(target: T): Promise<readonly Fault[]>;
}

/** What `tenantry doctor` asks an engine's servers and stores. */
export interface EngineChecks {
  /** The first one is whether it can be reached at all; the others are left out when it fails. */
  readonly server: readonly Check<ServerUnderCheck>[];
  /** Those that look at the store from outside come before the program opens it. */
  readonly file: readonly Check<StoreUnderCheck>[];
  readonly store: readonly Check<StoreUnderCheck>[];
  /** Asks a store for the names of its tables and views. */
  readonly tables: string;
  /**
   * Asks a store for its columns, keys and triggers as rows of kind, place (the table) and what; see ShapeRow. `byOwner`:
   * whoever may only read and write rows doesn't see all of them.
   */
  readonly shape: { readonly sql: string; readonly byOwner?: boolean };
}

/** A user that a tenant brought may be its server's own, which others need as it is. */
export const ownUserRemedy = ({ store, reconnect }: StoreUnderCheck): string =>
  `Make a user that may use "${store}" alone, and sign in as it: ${reconnect}`;

/** Heartbeats of processes are compared by their clocks; a dead one is known after 8 s. */
const CLOCK_TOLERANCE_MS = 5_000;

export function clockFaults(theirMs: number): Fault[] {
  const apart = Math.round(Math.abs(Date.now() - theirMs) / 1000);
  if (apart * 1000 <= CLOCK_TOLERANCE_MS) return [];
  return [
    {
      message: `Its clock and this machine's are ${apart} s apart.`,
      remedy: 'Let both machines keep their time by NTP.',
    },
  ];
}
