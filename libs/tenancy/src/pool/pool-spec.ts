import type { StoreEventName } from './store-events.js';

/** An open connection to a store, as its engine made it. */
export interface PhysicalConnection {
  /** The driver's own object: a pg Client, a better-sqlite3 Database. */
  readonly raw: object;
  close(): Promise<void>;
  /** Called at once when the server ends the connection while nobody uses it. */
  onLost(listener: () => void): void;
  /** False when the connection can't be handed to anybody else: broken, or in the middle of a transaction. */
  isClean(): boolean;
  /** Asks the server whether it is still there, within a second. Absent where there is nothing to ask. */
  check?(): Promise<boolean>;
}

/** Which store, and what to do when it can't be had. */
export interface PoolSpec {
  readonly key: string;
  /** Most connections this store may have at once. */
  readonly limit: number;
  connect(): Promise<PhysicalConnection>;
  /** Whom a connection of a pool that many share is turned to before it is lent. */
  readonly faces?: string;
  /** Most connections that may face it at once. Default: any number. */
  readonly places?: number;
  /** Turns it; called when it last faced somebody else. */
  handOver?(connection: PhysicalConnection): Promise<void>;
  /** Where the last `connect` went, as `host:port`; for what is shown of the connections. */
  server?(): string | undefined;
  /** Told what became of one of its connections. */
  told?(event: StoreEventName): void;
  /** The error for the caller when `connect` failed. */
  unavailable(cause: unknown): Error;
  /** The error for the caller when nothing became free in time. */
  exhausted(waitedMs: number): Error;
}
