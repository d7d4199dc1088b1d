import { type Linked, LinkedList } from './linked-list.js';

/**
 * Decides who gets a connection, and nothing else: state in, actions out, no I/O and no clock.
 * A budget counts connections (opening, leased, idle and closing ones), not pools.
 *
 * The rules, in order:
 * 1. A waiter takes an idle connection of its own pool.
 * 2. Else its pool opens one, while the budget has room and the pool is under its limit.
 * 3. Else, when its pool has none at all, the longest idle connection of another pool is closed for it.
 *    A pool that has one waits for that instead: opening a second costs somebody else their first.
 * 4. Waiting pools are served in turns. A pool with waiters of its own keeps a released connection for
 *    `BURST` hand-overs at most while a pool without any connection waits.
 * What is leased is never closed. At most `maxOpening` connections are being opened at once: starting a
 * backend is the dearest thing a server does, and a storm of them makes each slower without making any sooner.
 */
export type BudgetAction<C, T> =
  | { readonly kind: 'lend'; readonly ticket: T; readonly connection: C }
  | { readonly kind: 'open'; readonly pool: string }
  | { readonly kind: 'close'; readonly connection: C };

interface PoolState<C, T> extends Linked<PoolState<C, T>> {
  readonly key: string;
  readonly limit: number;
  /** The longest idle first. */
  readonly idle: Slot<C, T>[];
  /** In the order they came. */
  readonly waiting: T[];
  leased: number;
  opening: number;
  handOvers: number;
  retired: boolean;
}

/** An open connection that isn't being closed. */
interface Slot<C, T> extends Linked<Slot<C, T>> {
  readonly connection: C;
  readonly pool: PoolState<C, T>;
}

export interface BudgetCounts {
  open: number;
  leased: number;
  idle: number;
  closing: number;
  waiting: number;
}

const BURST = 8;

export class ConnectionBudget<C extends object, T extends object> {
  readonly #pools = new Map<string, PoolState<C, T>>();
  /** Pools with waiters, the next to be served first. */
  readonly #turns = new LinkedList<PoolState<C, T>>();
  /** Idle connections of all pools, the longest idle first. */
  readonly #idle = new LinkedList<Slot<C, T>>();
  readonly #slots = new Map<C, Slot<C, T>>();
  #open = 0;
  #opening = 0;
  #closing = 0;
  #evictions = 0;
  #cap: number;

  constructor(
    cap: number,
    private readonly maxOpening = Infinity,
  ) {
    this.#cap = cap;
  }

  get cap(): number {
    return this.#cap;
  }

  /** Usable connections that were closed so far because another pool needed one. */
  get evictions(): number {
    return this.#evictions;
  }

  /** Another share of the server. Idle connections beyond it are closed now, leased ones when they come back. */
  resize(cap: number): BudgetAction<C, T>[] {
    this.#cap = cap;
    const actions: BudgetAction<C, T>[] = [];
    for (const slot of this.#idle) {
      if (!this.#isOverCap()) break;
      actions.push(this.#close(slot));
    }
    return [...actions, ...this.#advance()];
  }

  /** A caller wants a connection of `key`, of which at most `limit` may exist. */
  request(key: string, limit: number, ticket: T): BudgetAction<C, T>[] {
    const pool = this.#pool(key, limit);
    const own = pool.idle.at(-1);
    // What could be done for those who wait was done when it became possible: nobody is passed over.
    if (own && pool.waiting.length === 0) return [this.#lendTo(own, ticket)];
    pool.waiting.push(ticket);
    if (!this.#turns.has(pool)) this.#turns.append(pool);
    const action = this.#serveInTurn(pool);
    return action ? [action] : [];
  }

  /** The caller gave up. */
  cancel(key: string, ticket: T): void {
    const pool = this.#pools.get(key);
    const at = pool?.waiting.indexOf(ticket) ?? -1;
    if (!pool || at < 0) return;
    pool.waiting.splice(at, 1);
    this.#leaveTurns(pool);
    this.#forgetIfEmpty(pool);
  }

  opened(key: string, connection: C): BudgetAction<C, T>[] {
    const pool = this.#get(key);
    pool.opening -= 1;
    this.#opening -= 1;
    const slot: Slot<C, T> = { connection, pool, previous: undefined, next: undefined };
    this.#slots.set(connection, slot);
    pool.leased += 1;
    // The budget may have become smaller while it was being opened.
    const unwanted = pool.retired || this.#isOverCap();
    if (unwanted && pool.waiting.length === 0) return [this.#close(slot)];
    this.#park(slot);
    // At once: an idle connection could be closed for another pool before its own waiter ever had it.
    const lent = this.#lend(slot);
    return lent ? [lent, ...this.#advance()] : this.#advance();
  }

  /** Opening failed: the waiters that counted on it are returned, to be told why. */
  openFailed(key: string): { failed: T[]; actions: BudgetAction<C, T>[] } {
    const pool = this.#get(key);
    pool.opening -= 1;
    this.#opening -= 1;
    this.#open -= 1;
    const failed = pool.waiting.splice(0, pool.opening + pool.leased === 0 ? pool.waiting.length : 1);
    this.#leaveTurns(pool);
    this.#forgetIfEmpty(pool);
    return { failed, actions: this.#advance() };
  }

  /** A lease ended. A connection that is not `reusable` is closed. */
  release(connection: C, reusable: boolean): BudgetAction<C, T>[] {
    const slot = this.#slot(connection);
    const { pool } = slot;
    const unwanted = !reusable || this.#isOverCap() || (pool.retired && pool.waiting.length === 0);
    if (unwanted) return [this.#close(slot)];
    const heir = pool.handOvers < BURST ? pool.waiting.shift() : undefined;
    if (heir) {
      this.#leaveTurns(pool);
      pool.handOvers += 1;
      return [{ kind: 'lend', ticket: heir, connection }];
    }
    if (this.#mustYield()) return [this.#evict(slot)];
    this.#park(slot);
    return this.#advance();
  }

  /** An idle connection broke. True when it was idle: the caller closes what remains of it, then calls `closed`. */
  lost(connection: C): boolean {
    const slot = this.#slots.get(connection);
    if (!slot || !this.#idle.has(slot)) return false;
    this.#close(slot);
    return true;
  }

  /** A connection that was being closed is gone. */
  closed(): BudgetAction<C, T>[] {
    this.#closing -= 1;
    this.#open -= 1;
    return this.#advance();
  }

  /** Closes every idle connection for which `expired` holds. */
  expire(expired: (connection: C) => boolean): BudgetAction<C, T>[] {
    const actions: BudgetAction<C, T>[] = [];
    for (const slot of this.#idle) if (expired(slot.connection)) actions.push(this.#close(slot));
    return actions;
  }

  /** Stops keeping connections for reuse: idle ones are closed now, leased ones when they come back. */
  retire(key: string): BudgetAction<C, T>[] {
    const pool = this.#pools.get(key);
    if (!pool) return [];
    pool.retired = true;
    return [...pool.idle].map((slot) => this.#close(slot));
  }

  counts(key?: string): BudgetCounts {
    const pools = key === undefined ? [...this.#pools.values()] : [this.#pools.get(key)].filter((p) => !!p);
    const sum = (of: (pool: PoolState<C, T>) => number): number => pools.reduce((n, pool) => n + of(pool), 0);
    return {
      open: key === undefined ? this.#open : sum(size),
      leased: sum((pool) => pool.leased),
      idle: sum((pool) => pool.idle.length),
      closing: this.#closing,
      waiting: sum((pool) => pool.waiting.length),
    };
  }

  /** True when nothing but a release of this pool's own leases can serve its waiters. */
  waitsForItself(key: string): boolean {
    const pool = this.#pools.get(key);
    if (!pool || pool.opening > 0 || pool.leased === 0) return false;
    return pool.leased >= pool.limit || this.#open >= this.cap;
  }

  #isOverCap(): boolean {
    return this.#open - this.#closing > this.#cap;
  }

  #advance(): BudgetAction<C, T>[] {
    const actions: BudgetAction<C, T>[] = [];
    for (let served = this.#turns.size > 0; served;) {
      served = false;
      for (const pool of Array.from(this.#turns)) {
        const action = this.#serveInTurn(pool);
        if (!action) continue;
        served = true;
        actions.push(action);
      }
    }
    return actions;
  }

  /** What was served goes behind the others. */
  #serveInTurn(pool: PoolState<C, T>): BudgetAction<C, T> | undefined {
    const action = this.#serve(pool);
    if (!action) return undefined;
    this.#turns.remove(pool);
    if (pool.waiting.length > 0) this.#turns.append(pool);
    return action;
  }

  #serve(pool: PoolState<C, T>): BudgetAction<C, T> | undefined {
    const own = pool.idle.at(-1);
    if (own) return this.#lend(own);
    if (pool.waiting.length <= pool.opening || size(pool) >= pool.limit) return undefined;
    if (this.#opening >= this.maxOpening) return undefined;
    if (this.#open < this.cap) {
      pool.opening += 1;
      this.#opening += 1;
      this.#open += 1;
      return { kind: 'open', pool: pool.key };
    }
    if (size(pool) > 0 || this.#closing >= this.#starving()) return undefined;
    const longestIdle = this.#idle.first;
    return longestIdle && this.#evict(longestIdle);
  }

  /** An idle connection to its pool's longest waiter. */
  #lend(slot: Slot<C, T>): BudgetAction<C, T> | undefined {
    const { pool } = slot;
    const ticket = pool.waiting.shift();
    if (!ticket) return undefined;
    this.#leaveTurns(pool);
    return this.#lendTo(slot, ticket);
  }

  #lendTo(slot: Slot<C, T>, ticket: T): BudgetAction<C, T> {
    const { pool, connection } = slot;
    this.#unpark(slot);
    pool.handOvers += 1;
    return { kind: 'lend', ticket, connection };
  }

  #evict(slot: Slot<C, T>): BudgetAction<C, T> {
    this.#evictions += 1;
    return this.#close(slot);
  }

  /** An idle or a leased one. */
  #close(slot: Slot<C, T>): BudgetAction<C, T> {
    const { pool, connection } = slot;
    if (this.#idle.has(slot)) this.#unpark(slot);
    pool.leased -= 1;
    this.#slots.delete(connection);
    this.#closing += 1;
    pool.handOvers = 0;
    this.#forgetIfEmpty(pool);
    return { kind: 'close', connection };
  }

  /** From leased to idle. */
  #park(slot: Slot<C, T>): void {
    const { pool } = slot;
    pool.leased -= 1;
    pool.idle.push(slot);
    this.#idle.append(slot);
    if (pool.waiting.length === 0) pool.handOvers = 0;
  }

  /** From idle to leased. */
  #unpark(slot: Slot<C, T>): void {
    const { pool } = slot;
    pool.leased += 1;
    pool.idle.splice(pool.idle.lastIndexOf(slot), 1);
    this.#idle.remove(slot);
  }

  #leaveTurns(pool: PoolState<C, T>): void {
    if (pool.waiting.length === 0) this.#turns.remove(pool);
  }

  /** Another pool has no connection at all, and there is neither room nor an idle connection to close. */
  #mustYield(): boolean {
    return this.#open >= this.cap && this.#idle.size === 0 && this.#closing < this.#starving();
  }

  #starving(): number {
    let count = 0;
    for (const pool of this.#turns) if (size(pool) === 0) count += 1;
    return count;
  }

  #pool(key: string, limit: number): PoolState<C, T> {
    const known = this.#pools.get(key);
    if (known) return known;
    const pool: PoolState<C, T> = {
      key,
      limit,
      idle: [],
      waiting: [],
      leased: 0,
      opening: 0,
      handOvers: 0,
      retired: false,
      previous: undefined,
      next: undefined,
    };
    this.#pools.set(key, pool);
    return pool;
  }

  #get(key: string): PoolState<C, T> {
    const pool = this.#pools.get(key);
    if (!pool) throw new RangeError(`The budget knows no pool "${key}".`);
    return pool;
  }

  #slot(connection: C): Slot<C, T> {
    const slot = this.#slots.get(connection);
    if (!slot || this.#idle.has(slot))
      throw new RangeError('The budget never lent this connection, or it was released twice.');
    return slot;
  }

  #forgetIfEmpty(pool: PoolState<C, T>): void {
    if (size(pool) === 0 && pool.waiting.length === 0) this.#pools.delete(pool.key);
  }
}

function size<C, T>(pool: PoolState<C, T>): number {
  return pool.leased + pool.idle.length + pool.opening;
}
