import type { DataSource, DataSourceOptions, Driver } from 'typeorm';
import type { PhysicalConnection } from '../pool/pool-spec.js';
import type { StoreConnector, StoreRunner } from '../unit/unit-of-work.js';
import type { EngineName, IsolationName } from '../tenant.js';
import type { EngineChecks } from './engine-checks.js';
import type { Credentials, SharedDatabase } from './shared-database.js';
import type { StoreState } from './store-marker.js';

/** What an engine can do, as data: code asks these instead of asking for the engine's name. */
export interface EngineCapabilities {
  readonly isolations: readonly IsolationName[];
  /** Whether its servers know users, of which each tenant gets one. */
  readonly roles: boolean;
  /** Whether a store is a file of this machine, made when it is missing, and not a place on a server. */
  readonly files: boolean;
  /** Most connections that make sense to one store. SQLite: 1, its writers are serial anyway. */
  readonly connectionsPerStore: number;
}

/** What is found where a shared database is or is to be. */
export type SharedState =
  /** No database, or nothing in it. */
  | { kind: 'missing' }
  | { kind: 'marked'; platform: string }
  /** Made before there were marks. `tenants`: ids of those whose stores are in it. */
  | { kind: 'unmarked'; tenants: readonly string[] }
  /** Somebody's tables, or nobody lets us in. */
  | { kind: 'foreign' };

/** Whom a connection of a shared database is turned to. */
export interface Face {
  /** The tenant's own role; undefined: the one the connection signed in as. */
  readonly role?: string;
  /** Where names are looked up, and nowhere else. */
  readonly schema: string;
  /** Whose rows of shared tables are seen; undefined: nobody's. */
  readonly tenantId?: string;
}

/** The roles of the tenants of one server. */
export interface RoleAdmin {
  /**
   * Makes the role of a store, or gives the one of that name this password. It may use this store and no
   * other. Throws ServerRightsError.
   */
  create(store: string, credentials: Credentials): Promise<void>;
  /** Does nothing when there is no such role. The store goes first. */
  drop(user: string): Promise<void>;
}

/** Creates and drops the stores of one server, signed in as the user that may. */
export interface StoreAdmin {
  /** Absent where the engine has no users. */
  readonly roles?: RoleAdmin;
  /**
   * What follows each migration: the role may read and write the rows of every table, and nothing else. Shared
   * tables become the tenants'. Can be run again.
   */
  settle?(store: string, user: string): Promise<void>;
  /** What is wrong with tables that tenants share, `tables` among them, for people; absent where none are shared. */
  check?(tables: readonly string[]): Promise<string[]>;
  /** Looks whether a store can be made here at all; absent where it always can. Throws ServerTooOldError. */
  assertPossible?(): Promise<void>;
  /** Who else owns what is there; absent where stores have no owners. */
  otherOwner?(store: string): Promise<string | undefined>;
  exists(store: string): Promise<boolean>;
  /** Bytes on disk, indexes included; undefined where tenants share tables, or nothing is there. */
  size(store: string): Promise<number | undefined>;
  /** Does nothing when the store exists. */
  create(store: string): Promise<void>;
  /** Does nothing when there is no such store. */
  drop(store: string): Promise<void>;
  /** Takes everything out of a store, and leaves the store: for one that the tenant brought along. */
  clear(store: string): Promise<void>;
  /** What is there, and whose it is. */
  inspect(store: string): Promise<StoreState>;
  /** Writes whose store it is. Does nothing when it is marked as this tenant's. */
  mark(store: string, tenantId: string): Promise<void>;
}

export interface ConnectOptions {
  statementTimeoutMs: number;
  /** How long opening may take, where that is longer than 5,000. */
  connectTimeoutMs?: number;
  /** How much longer this side waits than the server: then it is the network that hangs. Default: 5,000. */
  silenceMs?: number;
  /** SQLite only: make the file when it is missing. Never for a tenant's store. */
  createIfMissing?: boolean;
}

/** What is known of a server after asking it. */
export interface ServerInfo {
  readonly version: string;
}

/**
 * Why no connection was made: nobody answers; user or password are refused; the database isn't there; the user may
 * not enter it; no TLS, or a certificate that nobody trusts; another program answers.
 */
export type ConnectFailure =
  'unreachable' | 'sign_in' | 'no_database' | 'no_access' | 'tls' | 'other_program';

/** What the user of a URL finds in the database that it names. */
export interface StoreRights {
  /** It is the server's own: one for its upkeep, or a template that others are copied from. */
  readonly isServers: boolean;
  readonly mayMakeTables: boolean;
  /** Tables whose rows it may not read and write; two of them it has to read only. For people. */
  readonly closed: readonly string[];
}

/** A server as a whole, as its operators want to know it. */
export interface ServerSurvey extends ServerInfo {
  /** Of one round trip on an open connection. */
  readonly latencyMs: number;
  /** Connections it takes at most, from everybody; null where there is no such limit. */
  readonly maxConnections: number | null;
  /** Schemas of the database that its tenants share; null where tenants can't share one. */
  readonly schemas: number | null;
  /** What its user may not do and provisioning needs, with the right to give it. */
  readonly missingRight?: { readonly wanted: string; readonly right: string };
}

/** Which of the strategies that share a database, and which database. */
export interface SharedPlace {
  readonly isolation: Exclude<IsolationName, 'database'>;
  readonly database: SharedDatabase;
}

/** Connections that serve one tenant after another. */
export interface Sharing {
  /**
   * Turns a connection to a tenant, in one round trip and outside any transaction. Throws when the schema
   * isn't there; the connection is in no known state then.
   */
  turn(connection: PhysicalConnection, face: Face): Promise<void>;
  /** Whose the database is that the tenants of a server share, seen by the user that provisions. */
  inspect(serverUrl: string, database: string): Promise<SharedState>;
  /** Marks one that was made before there were marks. Throws SharedDatabaseForeignError when another one was quicker. */
  adopt(serverUrl: string, database: Pick<SharedDatabase, 'name' | 'platform'>): Promise<void>;
  /** The statement that marks one by hand, run inside of it. */
  markSql(platform: string): string;
  /** A URL whose connections look names up in this schema alone: for migrations. */
  inSchema(url: string, schema: string): string;
}

/** Messages between the programs on one database. */
export interface Notifications {
  /** Sends an empty message when the transaction it is part of commits. */
  statement(channel: string): string;
  /** Hears messages on a connection of its own, until it is closed or lost. Returns what closes it. */
  listen(
    url: string,
    channel: string,
    on: { heard: () => void; lost: () => void },
  ): Promise<() => Promise<void>>;
}

/** One database program. The only folders that import a driver are the engines'. */
export interface Engine {
  readonly name: EngineName;
  readonly capabilities: EngineCapabilities;
  /** TypeORM options every data source of this engine shares; `type` decides the SQL dialect. */
  readonly options: DataSourceOptions;
  /** The URL of a store on a server: the database's URL, the file's path. */
  storeUrl(serverUrl: string, store: string): string;
  stores(serverUrl: string, shared?: SharedPlace): StoreAdmin;
  /** The same URL for somebody else. */
  withCredentials(url: string, credentials: Credentials): string;
  /** Where many tenants share a server's connections; absent on engines that isolate by database alone. */
  readonly sharing?: Sharing;
  /** Its clock, as SQL, so many ms from now; absent where the clock is this machine's. */
  readonly databaseTime?: (aheadMs: number) => string;
  /** Absent on engines that can't notify: programs poll for changes there. */
  readonly notifications?: Notifications;
  /** What is looked at on live servers and stores. */
  readonly checks: EngineChecks;
  /** Throws RangeError for a URL that its driver can't follow; absent where it follows all of them. */
  assertUrl?(url: string): void;
  connect(url: string, options: ConnectOptions): Promise<PhysicalConnection>;
  /** Presets what TypeORM's driver would ask the server for when it connects. */
  prepareDriver(driver: Driver, schema?: string): void;
  createRunner(source: DataSource, connector: StoreConnector): StoreRunner;
  /** Rows of a parameterless statement on a connection that nobody else uses. */
  probe(connection: PhysicalConnection, sql: string): Promise<Record<string, unknown>[]>;
  /** Writes nothing; absent where a store is a file. */
  rights?(connection: PhysicalConnection): Promise<StoreRights>;
  serverInfo(connection: Pick<PhysicalConnection, 'raw'>): Promise<ServerInfo>;
  /** The oldest version there is support for, where this one is older. */
  tooOld(version: string): string | undefined;
  /** Why connecting failed; undefined for an error that has nothing to do with connecting. */
  connectFailure(error: unknown): ConnectFailure | undefined;
  /** `shared`: the database that its tenants share, where there is one. */
  survey(serverUrl: string, shared?: SharedDatabase): Promise<ServerSurvey>;
  /** Connections the server gives to this user's programs together; undefined where there is no such limit. */
  connectionLimit(serverUrl: string): Promise<number | undefined>;
  /** True when no connection to the server can be made at all, to whichever store on it. */
  isServerDown(error: unknown): boolean;
  /** True when an error means that the connection or the server is gone, not that the statement was wrong. */
  isConnectionLost(error: unknown): boolean;
  /** True when the transaction only lost against another one (deadlock, serialisation): the same may work again. */
  isRetryable(error: unknown): boolean;
}
