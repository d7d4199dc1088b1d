import type { DataSource, DataSourceOptions, Driver } from 'typeorm';
import type { PhysicalConnection } from '../connection/connection-pools.js';
import type { StoreConnector, StoreRunner } from '../connection/unit-of-work.js';
import type { EngineName, IsolationName } from '../tenant.js';
import type { StoreState } from './store-marker.js';

/** What an engine can do, as data: code asks these instead of asking for the engine's name. */
export interface EngineCapabilities {
  readonly isolations: readonly IsolationName[];
  /** Most connections that make sense to one store. SQLite: 1, its writers are serial anyway. */
  readonly connectionsPerStore: number;
}

/** Creates and drops the stores of one server, signed in as the user that may. */
export interface StoreAdmin {
  exists(store: string): Promise<boolean>;
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
  /** SQLite only: make the file when it is missing. Never for a tenant's store. */
  createIfMissing?: boolean;
}

/** What is known of a server after asking it. */
export interface ServerInfo {
  readonly version: string;
}

/** One database program. The only folders that import a driver are the engines'. */
export interface Engine {
  readonly name: EngineName;
  readonly capabilities: EngineCapabilities;
  /** TypeORM options every data source of this engine shares; `type` decides the SQL dialect. */
  readonly options: DataSourceOptions;
  /** The URL of a store on a server: the database's URL, the file's path. */
  storeUrl(serverUrl: string, store: string): string;
  stores(serverUrl: string): StoreAdmin;
  connect(url: string, options: ConnectOptions): Promise<PhysicalConnection>;
  /** Presets what TypeORM's driver would ask the server for when it connects. */
  prepareDriver(driver: Driver): void;
  createRunner(source: DataSource, connector: StoreConnector): StoreRunner;
  /** Rows of a parameterless statement on a connection that nobody else uses. */
  probe(connection: PhysicalConnection, sql: string): Promise<Record<string, unknown>[]>;
  serverInfo(connection: Pick<PhysicalConnection, 'raw'>): Promise<ServerInfo>;
  /** Connections the server gives to this user's programs together; undefined where there is no such limit. */
  connectionLimit(serverUrl: string): Promise<number | undefined>;
  /** True when no connection to the server can be made at all, to whichever store on it. */
  isServerDown(error: unknown): boolean;
  /** True when an error means that the connection or the server is gone, not that the statement was wrong. */
  isConnectionLost(error: unknown): boolean;
}
