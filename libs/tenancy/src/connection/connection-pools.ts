import { availableParallelism } from 'node:os';
import { type BudgetAction, ConnectionBudget, type BudgetCounts } from './connection-budget.js';
import { FaceLines } from './face-lines.js';
import { PoolCounters, type PoolCounts } from './pool-counters.js';

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
  /** The error for the caller when `connect` failed. */
  unavailable(cause: unknown): Error;
  /** The error for the caller when nothing became free in time. */
  exhausted(waitedMs: number): Error;
}

export interface ConnectionLease {
  readonly connection: PhysicalConnection;
  /** Who began an explicit transaction on it; undefined while none runs. See SelfWaitError. */
  explicitOwner: object | undefined;
  release(error?: Error): void;
}

export interface PoolsOptions {
  /** Most connections open at once, closing ones included. */
  cap: number;
  acquireTimeoutMs: number;
  /** Idle connections are closed after this time. */
  idleMs: number;
  /** A connection that was idle for longer is checked before it is lent. Default: 10,000. */
  checkAfterMs?: number;
  /** Connections being opened at once. Default: twice the processors. */
  maxOpening?: number;
}

interface Ticket {
  readonly spec: PoolSpec;
  readonly resolve: (lease: ConnectionLease) => void;
  readonly reject: (error: Error) => void;
  readonly askedAt: number;
  timer: NodeJS.Timeout | undefined;
  /** Served, refused or given up. */
  settled: boolean;
  /** Connections that could not be turned to it. */
  failures: number;
  /** A connection was chosen for it, which is looked after first. */
  allotted: boolean;
}

const CHECK_AFTER_MS = 10_000;
/** The first may be the connection's; the second is the tenant's. */
const MOST_FAILURES = 2;

/** All that can be seen of the pools from outside. */
export interface PoolStats extends BudgetCounts, PoolCounts {
  /** Most connections that may be open now. */
  readonly budget: number;
  /** Usable connections that were closed because another store needed one, since the start. */
  readonly evictions: number;
}

type Action = BudgetAction<PhysicalConnection, Ticket>;

/** Carries out what the budget decides: opens, lends and closes connections of many stores. */
export class ConnectionPools {
  readonly #budget: ConnectionBudget<PhysicalConnection, Ticket>;
  readonly #specs = new Map<string, PoolSpec>();
  readonly #leases = new Map<string, Set<ConnectionLease>>();
  readonly #idleSince = new WeakMap<PhysicalConnection, number>();
  /** Whom a shared connection was turned to; unknown while it is being turned. */
  readonly #faces = new WeakMap<PhysicalConnection, string>();
  readonly #lines = new FaceLines<Ticket>();
  readonly #closings = new Set<Promise<void>>();
  readonly #sweeper: NodeJS.Timeout;
  readonly #counters = new PoolCounters();

  constructor(private readonly options: PoolsOptions) {
    this.#budget = new ConnectionBudget(options.cap, options.maxOpening ?? 2 * availableParallelism());
    this.#sweeper = setInterval(() => this.#sweep(), Math.max(options.idleMs / 4, 250)).unref();
  }

  /**
   * Waits for a connection of the store, at most `acquireTimeoutMs`.
   * `isHeldByCaller` tells whether a lease belongs to the caller's own context: if only such leases could
   * make room, `onSelfWait` is thrown instead of waiting for ever.
   */
  acquire(spec: PoolSpec, selfWait?: SelfWait): Promise<ConnectionLease> {
    return new Promise<ConnectionLease>((resolve, reject) => {
      const ticket = newTicket({ spec, resolve, reject });
      this.#specs.set(spec.key, spec);
      const { faces, places = Infinity } = spec;
      if (faces === undefined || this.#lines.enter(faces, places, ticket)) this.#request(ticket);
      if (ticket.settled) return;
      // One that is being checked or turned for it is on its way.
      if (selfWait && !ticket.allotted && this.#isSelfWait(ticket, selfWait))
        this.#refuse(ticket, selfWait.error());
      else ticket.timer = setTimeout(() => this.#giveUp(ticket), this.options.acquireTimeoutMs);
    });
  }

  /** Another share of the server's connections. */
  resize(cap: number): void {
    this.#carryOut(this.#budget.resize(cap));
  }

  /** Closes what is idle in this pool, and the rest when it comes back. */
  retire(key: string): void {
    this.#carryOut(this.#budget.retire(key));
  }

  counts(key?: string): BudgetCounts {
    return this.#budget.counts(key);
  }

  stats(): PoolStats {
    const { cap: budget, evictions } = this.#budget;
    return { ...this.#budget.counts(), ...this.#counters.counts(), budget, evictions };
  }

  /** Closes every idle connection and waits until all that are closing are gone. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#carryOut(this.#budget.expire(() => true));
    await Promise.allSettled(this.#closings);
  }

  #request(ticket: Ticket): void {
    this.#carryOut(this.#budget.request(ticket.spec.key, ticket.spec.limit, ticket));
  }

  /** Its place is somebody else's of the same tenant. */
  #leave({ spec: { faces } }: Ticket): void {
    const next = faces === undefined ? undefined : this.#lines.leave(faces);
    if (next) this.#request(next);
  }

  #carryOut(actions: Action[]): void {
    for (const action of actions) {
      if (action.kind === 'lend') this.#lend(action.ticket, action.connection);
      else if (action.kind === 'open') void this.#open(action.pool);
      else void this.#close(action.connection);
    }
  }

  async #open(key: string): Promise<void> {
    const spec = this.#specs.get(key);
    if (!spec) throw new RangeError(`Unknown pool "${key}".`);
    try {
      const connection = await spec.connect();
      this.#counters.opened(connection, spec.server?.());
      connection.onLost(() => {
        if (this.#budget.lost(connection)) void this.#close(connection);
      });
      this.#idleSince.set(connection, Date.now());
      this.#carryOut(this.#budget.opened(key, connection));
    } catch (error) {
      this.#counters.openFailed();
      const { failed, actions } = this.#budget.openFailed(key);
      for (const ticket of failed) this.#refuse(ticket, ticket.spec.unavailable(error));
      this.#carryOut(actions);
    }
  }

  async #close(connection: PhysicalConnection): Promise<void> {
    const closing = connection.close().catch(() => undefined);
    this.#closings.add(closing);
    await closing;
    this.#closings.delete(closing);
    this.#counters.closed(connection);
    this.#carryOut(this.#budget.closed());
  }

  #lend(ticket: Ticket, connection: PhysicalConnection): void {
    ticket.allotted = true;
    const idleMs = Date.now() - (this.#idleSince.get(connection) ?? 0);
    if (connection.check && idleMs > (this.options.checkAfterMs ?? CHECK_AFTER_MS)) {
      void this.#lendChecked(ticket, connection);
    } else {
      this.#turn(ticket, connection);
    }
  }

  async #lendChecked(ticket: Ticket, connection: PhysicalConnection): Promise<void> {
    const alive = await connection.check?.().catch(() => false);
    if (alive) return this.#turn(ticket, connection);
    this.#askAgain(ticket, connection);
  }

  #askAgain(ticket: Ticket, connection: PhysicalConnection): void {
    this.#carryOut(this.#budget.release(connection, false));
    if (!ticket.settled) this.#request(ticket);
  }

  #turn(ticket: Ticket, connection: PhysicalConnection): void {
    const { faces } = ticket.spec;
    if (faces === undefined || ticket.settled || this.#faces.get(connection) === faces)
      this.#hand(ticket, connection);
    else void this.#handOver(ticket, connection, faces);
  }

  /** Forgotten before the first byte is sent: a connection in doubt is never taken for one that faces somebody. */
  async #handOver(ticket: Ticket, connection: PhysicalConnection, faces: string): Promise<void> {
    this.#faces.delete(connection);
    try {
      await ticket.spec.handOver?.(connection);
    } catch (error) {
      ticket.failures += 1;
      if (ticket.failures >= MOST_FAILURES) this.#refuse(ticket, ticket.spec.unavailable(error));
      return this.#askAgain(ticket, connection);
    }
    this.#faces.set(connection, faces);
    this.#hand(ticket, connection);
  }

  #hand(ticket: Ticket, connection: PhysicalConnection): void {
    if (ticket.settled) return this.#carryOut(this.#budget.release(connection, connection.isClean()));
    ticket.settled = true;
    clearTimeout(ticket.timer);
    this.#counters.served(performance.now() - ticket.askedAt);
    const holder = ticket.spec.faces ?? ticket.spec.key;
    const leases = this.#leases.get(holder) ?? new Set();
    this.#leases.set(holder, leases);
    let released = false;
    const lease: ConnectionLease = {
      connection,
      explicitOwner: undefined,
      release: (error?: Error) => {
        if (released) return;
        released = true;
        leases.delete(lease);
        if (leases.size === 0) this.#leases.delete(holder);
        this.#idleSince.set(connection, Date.now());
        this.#carryOut(this.#budget.release(connection, !error && connection.isClean()));
        this.#leave(ticket);
      },
    };
    leases.add(lease);
    ticket.resolve(lease);
  }

  #giveUp(ticket: Ticket): void {
    this.#counters.timedOut();
    this.#refuse(ticket, ticket.spec.exhausted(this.options.acquireTimeoutMs));
  }

  #refuse(ticket: Ticket, error: Error): void {
    if (ticket.settled) return;
    ticket.settled = true;
    clearTimeout(ticket.timer);
    const { faces, key } = ticket.spec;
    if (faces === undefined || !this.#lines.giveUp(faces, ticket)) {
      this.#budget.cancel(key, ticket);
      this.#leave(ticket);
    }
    ticket.reject(error);
  }

  #isSelfWait(ticket: Ticket, selfWait: SelfWait): boolean {
    const { faces, key } = ticket.spec;
    const leases = [...(this.#leases.get(faces ?? key) ?? [])];
    if (leases.length === 0 || leases.some(({ explicitOwner }) => explicitOwner !== selfWait.context))
      return false;
    if (faces === undefined) return this.#budget.waitsForItself(key);
    // Others may give their connections of a shared pool back; the places of a tenant are its own.
    if (this.#lines.isWaiting(faces, ticket)) return leases.length >= (ticket.spec.places ?? Infinity);
    return this.#budget.waitsForItself(key) && leases.length === this.#budget.counts(key).leased;
  }

  #sweep(): void {
    const limit = Date.now() - this.options.idleMs;
    this.#carryOut(this.#budget.expire((connection) => (this.#idleSince.get(connection) ?? 0) < limit));
    for (const key of this.#specs.keys()) {
      const { open, waiting } = this.#budget.counts(key);
      // Who waits for the first connection of a store will need to know how to open it.
      if (open === 0 && waiting === 0) this.#specs.delete(key);
    }
  }
}

const newTicket = (asked: Pick<Ticket, 'spec' | 'resolve' | 'reject'>): Ticket => ({
  ...asked,
  askedAt: performance.now(),
  timer: undefined,
  allotted: false,
  settled: false,
  failures: 0,
});

/** The caller's own context, and the error that tells it not to wait for itself. */
export interface SelfWait {
  readonly context: object;
  error(): Error;
}
