/**
 * How many callers may be at work in the databases at once. More statements than processors make each other slow
 * without answering any sooner. Who finds no place waits; waiting tenants are served in turns, each tenant's own
 * callers in their order. A place counts for `longMs` at most: what runs for longer waits for a lock or the network,
 * or is a long report, and long work of a few tenants never stops the others.
 */
export class WorkInFlight<T extends object> {
  /** Since when, the longest first. */
  readonly #running = new Map<T, number>();
  /** By tenant, the next to be served first. */
  readonly #waiting = new Map<string, Set<T>>();
  #waits = 0;

  constructor(
    readonly limit: number,
    private readonly longMs = 250,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get running(): number {
    this.#forgetLong();
    return this.#running.size;
  }

  get waiting(): number {
    return this.#waits;
  }

  /** False: it waits until `next` names it. */
  enter(tenant: string, caller: T): boolean {
    if (this.#running.size >= this.limit) this.#forgetLong();
    if (this.#waits === 0 && this.#running.size < this.limit) {
      this.#running.set(caller, this.now());
      return true;
    }
    const line = this.#waiting.get(tenant) ?? new Set<T>();
    this.#waiting.set(tenant, line.add(caller));
    this.#waits += 1;
    return false;
  }

  /** Its place is free. Does nothing for who has none. */
  leave(caller: T): void {
    this.#running.delete(caller);
  }

  /** True when it was waiting. */
  giveUp(tenant: string, caller: T): boolean {
    const line = this.#waiting.get(tenant);
    if (!line?.delete(caller)) return false;
    this.#waits -= 1;
    if (line.size === 0) this.#waiting.delete(tenant);
    return true;
  }

  /** Who has a place now; undefined when nobody waits or no place is free. */
  next(): T | undefined {
    if (this.#waits === 0) return undefined;
    this.#forgetLong();
    if (this.#running.size >= this.limit) return undefined;
    for (const [tenant, line] of this.#waiting) {
      const [caller] = line;
      this.#waiting.delete(tenant);
      if (caller === undefined) continue;
      line.delete(caller);
      this.#waits -= 1;
      if (line.size > 0) this.#waiting.set(tenant, line);
      this.#running.set(caller, this.now());
      return caller;
    }
    return undefined;
  }

  /** Milliseconds until a place is free at the latest; undefined when nobody waits for one. */
  dueIn(): number | undefined {
    const [since] = this.#running.values();
    if (this.#waits === 0 || since === undefined) return undefined;
    return Math.max(0, since + this.longMs - this.now());
  }

  #forgetLong(): void {
    const limit = this.now() - this.longMs;
    for (const [caller, since] of this.#running) {
      if (since > limit) return;
      this.#running.delete(caller);
    }
  }
}
