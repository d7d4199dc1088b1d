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

interface PoolState<C, T> {
  readonly key: string;
  readonly limit: number;
  readonly leased: Set<C>;
  readonly idle: C[];
  readonly waiting: Set<T>;
  opening: number;
  handOvers: number;
  retired: boolean;
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
  readonly #turns = new Set<PoolState<C, T>>();
  /** Idle connections of all pools, the longest idle first. */
  readonly #idle = new Map<C, PoolState<C, T>>();
  readonly #owners = new Map<C, PoolState<C, T>>();
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
    for (const [connection, pool] of this.#idle) {
      if (!this.#isOverCap()) break;
      actions.push(...this.#close(pool, connection));
    }
    return [...actions, ...this.#advance()];
  }

  /** A caller wants a connection of `key`, of which at most `limit` may exist. */
  request(key: string, limit: number, ticket: T): BudgetAction<C, T>[] {
    const pool = this.#pool(key, limit);
    const own = pool.idle.at(-1);
    // What could be done for those who wait was done when it became possible: nobody is passed over.
    if (own && pool.waiting.size === 0) return this.#lendTo(pool, own, ticket);
    pool.waiting.add(ticket);
    this.#turns.add(pool);
    return this.#advance();
  }

  /** The caller gave up. */
  cancel(key: string, ticket: T): void {
    const pool = this.#pools.get(key);
    if (!pool?.waiting.delete(ticket)) return;
    if (pool.waiting.size === 0) this.#turns.delete(pool);
    this.#forgetIfEmpty(pool);
  }

  opened(key: string, connection: C): BudgetAction<C, T>[] {
    const pool = this.#get(key);
    pool.opening -= 1;
    this.#opening -= 1;
    this.#owners.set(connection, pool);
    // The budget may have become smaller while it was being opened.
    const unwanted = pool.retired || this.#isOverCap();
    if (unwanted && pool.waiting.size === 0) return this.#close(pool, connection);
    // At once: an idle connection could be closed for another pool before its own waiter ever had it.
    if (pool.waiting.size > 0) return [...this.#lend(pool, connection), ...this.#advance()];
    this.#park(pool, connection);
    return this.#advance();
  }

  /** Opening failed: the waiters that counted on it are returned, to be told why. */
  openFailed(key: string): { failed: T[]; actions: BudgetAction<C, T>[] } {
    const pool = this.#get(key);
    pool.opening -= 1;
    this.#opening -= 1;
    this.#open -= 1;
    const failed = [...pool.waiting].slice(0, pool.opening + pool.leased.size === 0 ? undefined : 1);
    for (const ticket of failed) pool.waiting.delete(ticket);
    if (pool.waiting.size === 0) this.#turns.delete(pool);
    this.#forgetIfEmpty(pool);
    return { failed, actions: this.#advance() };
  }

  /** A lease ended. A connection that is not `reusable` is closed. */
  release(connection: C, reusable: boolean): BudgetAction<C, T>[] {
    const pool = this.#owner(connection);
    pool.leased.delete(connection);
    const unwanted = !reusable || this.#isOverCap() || (pool.retired && pool.waiting.size === 0);
    const heir = pool.waiting.size > 0 && pool.handOvers < BURST;
    if (unwanted) return this.#close(pool, connection);
    if (!heir && this.#mustYield(pool)) return this.#evict(pool, connection);
    if (heir) return this.#lend(pool, connection);
    this.#park(pool, connection);
    return this.#advance();
  }

  /** An idle connection broke. True when it was idle: the caller closes what remains of it, then calls `closed`. */
  lost(connection: C): boolean {
    const pool = this.#idle.get(connection);
    if (!pool) return false;
    this.#unpark(pool, connection);
    this.#owners.delete(connection);
    this.#closing += 1;
    this.#forgetIfEmpty(pool);
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
    for (const [connection, pool] of this.#idle) {
      if (expired(connection)) actions.push(...this.#close(pool, connection));
    }
    return actions;
  }

  /** The pool opens nothing for later any more: idle ones are closed now, leased ones when they come back. */
  retire(key: string): BudgetAction<C, T>[] {
    const pool = this.#pools.get(key);
    if (!pool) return [];
    pool.retired = true;
    return [...pool.idle].flatMap((connection) => this.#close(pool, connection));
  }

  counts(key?: string): BudgetCounts {
    const pools = key === undefined ? [...this.#pools.values()] : [this.#pools.get(key)].filter((p) => !!p);
    const sum = (of: (pool: PoolState<C, T>) => number): number => pools.reduce((n, pool) => n + of(pool), 0);
    return {
      open: key === undefined ? this.#open : sum(size),
      leased: sum((pool) => pool.leased.size),
      idle: sum((pool) => pool.idle.length),
      closing: this.#closing,
      waiting: sum((pool) => pool.waiting.size),
    };
  }

  /** True when nothing but a release of this pool's own leases can serve its waiters. */
  waitsForItself(key: string): boolean {
    const pool = this.#pools.get(key);
    if (!pool || pool.opening > 0 || pool.leased.size === 0) return false;
    return pool.leased.size >= pool.limit || this.#open >= this.cap;
  }

  #isOverCap(): boolean {
    return this.#open - this.#closing > this.#cap;
  }

  #advance(): BudgetAction<C, T>[] {
    const actions: BudgetAction<C, T>[] = [];
    for (let served = this.#turns.size > 0; served;) {
      served = false;
      for (const pool of Array.from(this.#turns)) {
        const action = this.#serve(pool);
        if (!action) continue;
        served = true;
        actions.push(action);
        this.#turns.delete(pool);
        if (pool.waiting.size > 0) this.#turns.add(pool);
      }
    }
    return actions;
  }

  #serve(pool: PoolState<C, T>): BudgetAction<C, T> | undefined {
    const own = pool.idle.at(-1);
    if (own) return this.#lend(pool, own)[0];
    if (pool.waiting.size <= pool.opening || size(pool) >= pool.limit) return undefined;
    if (this.#opening >= this.maxOpening) return undefined;
    if (this.#open < this.cap) {
      pool.opening += 1;
      this.#opening += 1;
      this.#open += 1;
      return { kind: 'open', pool: pool.key };
    }
    if (size(pool) > 0 || this.#closing >= this.#starving()) return undefined;
    const [longestIdle, owner] = this.#idle.entries().next().value ?? [];
    if (!longestIdle || !owner) return undefined;
    return this.#evict(owner, longestIdle)[0];
  }

  /** To the pool's longest waiter. */
  #lend(pool: PoolState<C, T>, connection: C): BudgetAction<C, T>[] {
    const [ticket] = pool.waiting;
    if (!ticket) return [];
    pool.waiting.delete(ticket);
    if (pool.waiting.size === 0) this.#turns.delete(pool);
    return this.#lendTo(pool, connection, ticket);
  }

  #lendTo(pool: PoolState<C, T>, connection: C, ticket: T): BudgetAction<C, T>[] {
    this.#unpark(pool, connection);
    pool.leased.add(connection);
    pool.handOvers += 1;
    return [{ kind: 'lend', ticket, connection }];
  }

  #evict(pool: PoolState<C, T>, connection: C): BudgetAction<C, T>[] {
    this.#evictions += 1;
    return this.#close(pool, connection);
  }

  #close(pool: PoolState<C, T>, connection: C): BudgetAction<C, T>[] {
    this.#unpark(pool, connection);
    this.#owners.delete(connection);
    this.#closing += 1;
    pool.handOvers = 0;
    this.#forgetIfEmpty(pool);
    return [{ kind: 'close', connection }];
  }

  #park(pool: PoolState<C, T>, connection: C): void {
    pool.idle.push(connection);
    this.#idle.set(connection, pool);
    if (pool.waiting.size === 0) pool.handOvers = 0;
  }

  #unpark(pool: PoolState<C, T>, connection: C): void {
    const at = pool.idle.lastIndexOf(connection);
    if (at >= 0) pool.idle.splice(at, 1);
    this.#idle.delete(connection);
  }

  /** Somebody has no connection at all, and neither room nor an idle connection to close. */
  #mustYield(pool: PoolState<C, T>): boolean {
    if (this.#open < this.cap || this.#idle.size > 0) return false;
    const others = this.#starving() - (pool.waiting.size > 0 && size(pool) === 0 ? 1 : 0);
    return this.#closing < others;
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
      leased: new Set(),
      idle: [],
      waiting: new Set(),
      opening: 0,
      handOvers: 0,
      retired: false,
    };
    this.#pools.set(key, pool);
    return pool;
  }

  #get(key: string): PoolState<C, T> {
    const pool = this.#pools.get(key);
    if (!pool) throw new RangeError(`The budget knows no pool "${key}".`);
    return pool;
  }

  #owner(connection: C): PoolState<C, T> {
    const pool = this.#owners.get(connection);
    if (!pool) throw new RangeError('The budget never lent this connection, or it was released twice.');
    return pool;
  }

  #forgetIfEmpty(pool: PoolState<C, T>): void {
    if (size(pool) === 0 && pool.waiting.size === 0) this.#pools.delete(pool.key);
  }
}

function size<C, T>(pool: PoolState<C, T>): number {
  return pool.leased.size + pool.idle.length + pool.opening;
}
