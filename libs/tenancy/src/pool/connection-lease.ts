import type { Linked } from './linked-list.js';
import type { PhysicalConnection, PoolSpec } from './pool-spec.js';

/** A connection while it is lent. */
export interface ConnectionLease {
  readonly connection: PhysicalConnection;
  /** Who began an explicit transaction on it; undefined while none runs. See SelfWaitError. */
  explicitOwner: object | undefined;
  release(error?: Error): void;
}

/** A context that connections are lent to. It counts them itself: a WeakMap would cost more than the rest. */
export interface ConnectionHolder {
  connectionsHeld: number;
}

/** Who asks for a connection. */
export interface Caller {
  readonly context: ConnectionHolder;
  /** It is called from inside a transaction, of whichever store. */
  readonly inUnit: boolean;
  /** The error for a caller that would wait for a connection which it holds itself. */
  waitsForItself(): Error;
}

/** One call that wants a connection. */
export class Ticket {
  readonly askedAt = performance.now();
  timer: NodeJS.Timeout | undefined = undefined;
  /** Served, refused or given up. */
  settled = false;
  /** Connections that could not be turned to it. */
  failures = 0;
  /** A connection was chosen for it, which is looked after first. */
  allotted = false;
  /** The scope that asked; undefined outside any scope, where callers can't be told apart. */
  readonly context: ConnectionHolder | undefined;
  /** Works at once, because its own context holds a connection that others may wait for. */
  readonly urgent: boolean;
  /** The connection that is its own while it waits to work. */
  connection: PhysicalConnection | undefined = undefined;
  #lease: ConnectionLease | undefined = undefined;
  #error: Error | undefined = undefined;
  #resolve: ((lease: ConnectionLease) => void) | undefined = undefined;
  #reject: ((error: Error) => void) | undefined = undefined;

  constructor(
    readonly spec: PoolSpec,
    caller: Caller | undefined,
  ) {
    this.context = caller?.context;
    this.urgent = !caller || caller.inUnit || caller.context.connectionsHeld > 0;
  }

  /** What the caller gets: a promise unless it has been served already. */
  outcome(): ConnectionLease | Promise<ConnectionLease> {
    if (this.#lease) return this.#lease;
    if (this.#error) return Promise.reject(this.#error);
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  serve(lease: ConnectionLease): void {
    this.#lease = lease;
    this.#resolve?.(lease);
  }

  refuse(error: Error): void {
    this.#error = error;
    this.#reject?.(error);
  }
}

/** A lease that the pools count while it lasts. */
export class CountedLease implements ConnectionLease, Linked<CountedLease> {
  previous: CountedLease | undefined = undefined;
  next: CountedLease | undefined = undefined;
  explicitOwner: object | undefined = undefined;
  #released = false;

  constructor(
    readonly ticket: Ticket,
    readonly connection: PhysicalConnection,
    private readonly onRelease: (lease: CountedLease, error?: Error) => void,
  ) {}

  release(error?: Error): void {
    if (this.#released) return;
    this.#released = true;
    this.onRelease(this, error);
  }
}

/** Whose the connection is while it is lent. */
export const holderOf = ({ spec: { faces, key } }: Ticket): string => faces ?? key;
