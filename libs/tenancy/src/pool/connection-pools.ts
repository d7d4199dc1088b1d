import { availableParallelism } from 'node:os';
import { type BudgetAction, ConnectionBudget, type BudgetCounts } from './connection-budget.js';
import { type Caller, type ConnectionLease, CountedLease, holderOf, Ticket } from './connection-lease.js';
import { FaceLines } from './face-lines.js';
import { LinkedList } from './linked-list.js';
import { PoolCounters, type PoolCounts } from './pool-counters.js';
import type { PhysicalConnection, PoolSpec } from './pool-spec.js';
import type { StoreEventName } from './store-events.js';
import { WorkInFlight } from './work-in-flight.js';

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
  /** Callers at work on connections at once. Default: four times the processors, 8 at least. */
  maxWorking?: number;
  /** Work that takes longer is no longer counted among them. Default: 250. */
  longWorkMs?: number;
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
  /** Callers at work that count towards `workLimit`; see WorkInFlight. */
  readonly working: number;
  /** Callers that have a connection and wait to work. */
  readonly workWaiting: number;
  readonly workLimit: number;
}

type Action = BudgetAction<PhysicalConnection, Ticket>;

/** Carries out what the budget decides: opens, lends and closes connections of many stores. */
export class ConnectionPools {
  readonly #budget: ConnectionBudget<PhysicalConnection, Ticket>;
  readonly #specs = new Map<string, PoolSpec>();
  /** By holder. */
  readonly #leases = new Map<string, LinkedList<CountedLease>>();
  readonly #idleSince = new WeakMap<PhysicalConnection, number>();
  /** Whom a shared connection was turned to; unknown while it is being turned. */
  readonly #faces = new WeakMap<PhysicalConnection, string>();
  readonly #lines = new FaceLines<Ticket>();
  readonly #closings = new Set<Promise<void>>();
  readonly #sweeper: NodeJS.Timeout;
  readonly #specOf = new WeakMap<PhysicalConnection, PoolSpec>();
  readonly #counters = new PoolCounters();
  #evictionsTold = 0;
  readonly #work: WorkInFlight<Ticket>;
  #workTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PoolsOptions) {
    const processors = availableParallelism();
    this.#work = new WorkInFlight(options.maxWorking ?? Math.max(8, 4 * processors), options.longWorkMs);
    this.#budget = new ConnectionBudget(options.cap, options.maxOpening ?? 2 * processors);
    this.#sweeper = setInterval(() => this.#sweep(), Math.max(options.idleMs / 4, 250)).unref();
  }

  /**
   * Waits for a connection of the store, at most `acquireTimeoutMs`. If only connections of the caller's own
   * context could make room, it is refused at once instead of waiting for itself. A caller whose context holds
   * a connection, or that has no context, never waits for others to end their work. No promise when one is idle:
   * who works at once then keeps it from nobody.
   */
  acquire(spec: PoolSpec, caller?: Caller): ConnectionLease | Promise<ConnectionLease> {
    const ticket = new Ticket(spec, caller);
    this.#specs.set(spec.key, spec);
    const { faces, places = Infinity } = spec;
    if (faces === undefined || this.#lines.enter(faces, places, ticket)) this.#request(ticket);
    if (ticket.settled) return ticket.outcome();
    // One that is being checked or turned for it is on its way.
    if (caller && !ticket.allotted && this.#isSelfWait(ticket, caller.context))
      this.#refuse(ticket, caller.waitsForItself());
    else ticket.timer = setTimeout(() => this.#giveUp(ticket), this.options.acquireTimeoutMs);
    return ticket.outcome();
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
    const { running: working, waiting: workWaiting, limit: workLimit } = this.#work;
    const work = { working, workWaiting, workLimit };
    return { ...this.#budget.counts(), ...this.#counters.counts(), budget, evictions, ...work };
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
    const { evictions } = this.#budget;
    const closing = evictions > this.#evictionsTold ? 'evicted' : 'closed';
    this.#evictionsTold = evictions;
    for (const action of actions) {
      if (action.kind === 'lend') this.#lend(action.ticket, action.connection);
      else if (action.kind === 'open') void this.#open(action.pool);
      else void this.#close(action.connection, closing);
    }
  }

  async #open(key: string): Promise<void> {
    const spec = this.#specs.get(key);
    if (!spec) throw new RangeError(`Unknown pool "${key}".`);
    try {
      const connection = await spec.connect();
      this.#counters.opened(connection, spec.server?.());
      this.#specOf.set(connection, spec);
      spec.told?.('opened');
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

  async #close(connection: PhysicalConnection, event: StoreEventName = 'closed'): Promise<void> {
    this.#specOf.get(connection)?.told?.(event);
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
    ticket.connection = connection;
    if (ticket.urgent || this.#work.enter(holderOf(ticket), ticket)) this.#serve(ticket, connection);
    else this.#serveNext();
  }

  #serve(ticket: Ticket, connection: PhysicalConnection): void {
    ticket.settled = true;
    clearTimeout(ticket.timer);
    this.#counters.served(performance.now() - ticket.askedAt);
    if (ticket.context) ticket.context.connectionsHeld += 1;
    const lease = new CountedLease(ticket, connection, this.#onRelease);
    this.#leasesOf(ticket).append(lease);
    ticket.serve(lease);
  }

  readonly #onRelease = (lease: CountedLease, error?: Error): void => {
    const { ticket, connection } = lease;
    this.#leasesOf(ticket).remove(lease);
    if (ticket.context) ticket.context.connectionsHeld -= 1;
    this.#work.leave(ticket);
    this.#idleSince.set(connection, Date.now());
    this.#carryOut(this.#budget.release(connection, !error && connection.isClean()));
    this.#leave(ticket);
    this.#serveNext();
  };

  /** Kept while it is empty, until a sweep: making one for every lease would cost more than the rest of it. */
  #leasesOf(ticket: Ticket): LinkedList<CountedLease> {
    const holder = holderOf(ticket);
    const known = this.#leases.get(holder);
    if (known) return known;
    const leases = new LinkedList<CountedLease>();
    this.#leases.set(holder, leases);
    return leases;
  }

  /** Those whose turn to work has come. */
  #serveNext(): void {
    for (let ticket = this.#work.next(); ticket; ticket = this.#work.next()) {
      const { connection } = ticket;
      if (connection?.isClean()) {
        this.#serve(ticket, connection);
        continue;
      }
      // It broke while it waited.
      this.#work.leave(ticket);
      if (connection) this.#askAgain(ticket, connection);
    }
    this.#watchLongWork();
  }

  #watchLongWork(): void {
    const dueMs = this.#work.dueIn();
    if (dueMs === undefined || this.#workTimer) return;
    this.#workTimer = setTimeout(() => {
      this.#workTimer = undefined;
      this.#serveNext();
    }, dueMs).unref();
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
    const { connection } = ticket;
    if (connection && this.#work.giveUp(holderOf(ticket), ticket))
      this.#carryOut(this.#budget.release(connection, connection.isClean()));
    if (faces === undefined || !this.#lines.giveUp(faces, ticket)) {
      this.#budget.cancel(key, ticket);
      this.#leave(ticket);
    }
    ticket.refuse(error);
  }

  /** What is on its way to others, or waits to work, is no lease yet; it will be given back. */
  #isSelfWait(ticket: Ticket, context: object): boolean {
    const { faces, key } = ticket.spec;
    const leases = this.#leasesOf(ticket);
    if (leases.size === 0) return false;
    for (const { explicitOwner } of leases) if (explicitOwner !== context) return false;
    // Others may give their connections of a shared pool back; the places of a tenant are its own.
    if (faces !== undefined && this.#lines.isWaiting(faces, ticket))
      return leases.size >= (ticket.spec.places ?? Infinity);
    return this.#budget.waitsForItself(key) && leases.size === this.#budget.counts(key).leased;
  }

  #sweep(): void {
    const limit = Date.now() - this.options.idleMs;
    this.#carryOut(this.#budget.expire((connection) => (this.#idleSince.get(connection) ?? 0) < limit));
    for (const key of this.#specs.keys()) {
      const { open, waiting } = this.#budget.counts(key);
      // Who waits for the first connection of a store will need to know how to open it.
      if (open === 0 && waiting === 0) this.#specs.delete(key);
    }
    for (const [holder, leases] of this.#leases) if (leases.size === 0) this.#leases.delete(holder);
  }
}
