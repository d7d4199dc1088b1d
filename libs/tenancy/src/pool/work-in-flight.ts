// Why: docs/decisions/013-work-in-flight.md
/**
 * How many callers may be at work in the databases at once. More statements than processors make each other slow
 * without answering any sooner. Who finds no place waits; waiting tenants are served in turns, each tenant's own
 * callers in their order. A place counts for `longMs` at most: what runs for longer waits for a lock or the network,
 * or is a long report, and long work of a few tenants never stops the others.
 */
export class WorkInFlight<T extends object> {
  /** The longest first; as few as the limit. */
  readonly #running: { readonly caller: T; readonly since: number }[] = [];
  /** By tenant, the next to be served first. */
  readonly #waiting = new Map<string, T[]>();
  #waits = 0;

  constructor(
    readonly limit: number,
    private readonly longMs = 250,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get running(): number {
    this.#forgetLong();
    return this.#running.length;
  }

  get waiting(): number {
    return this.#waits;
  }

  /** False: it waits until `next` names it. */
  enter(tenant: string, caller: T): boolean {
    if (this.#running.length >= this.limit) this.#forgetLong();
    if (this.#waits === 0 && this.#running.length < this.limit) {
      this.#start(caller);
      return true;
    }
    const line = this.#waiting.get(tenant);
    if (line) line.push(caller);
    else this.#waiting.set(tenant, [caller]);
    this.#waits += 1;
    return false;
  }

  /** Its place is free. Does nothing for who has none. */
  leave(caller: T): void {
    const at = this.#running.findIndex((running) => running.caller === caller);
    if (at >= 0) this.#running.splice(at, 1);
  }

  /** True when it was waiting. */
  giveUp(tenant: string, caller: T): boolean {
    const line = this.#waiting.get(tenant) ?? [];
    const at = line.indexOf(caller);
    if (at < 0) return false;
    line.splice(at, 1);
    this.#waits -= 1;
    if (line.length === 0) this.#waiting.delete(tenant);
    return true;
  }

  /** Who has a place now; undefined when nobody waits or no place is free. */
  next(): T | undefined {
    if (this.#waits === 0) return undefined;
    this.#forgetLong();
    if (this.#running.length >= this.limit) return undefined;
    for (const [tenant, line] of this.#waiting) {
      const caller = line.shift();
      this.#waiting.delete(tenant);
      if (caller === undefined) continue;
      this.#waits -= 1;
      if (line.length > 0) this.#waiting.set(tenant, line);
      this.#start(caller);
      return caller;
    }
    return undefined;
  }

  /** Milliseconds until a place is free at the latest; undefined when nobody waits for one. */
  dueIn(): number | undefined {
    const [longest] = this.#running;
    if (this.#waits === 0 || !longest) return undefined;
    return Math.max(0, longest.since + this.longMs - this.now());
  }

  #start(caller: T): void {
    this.#running.push({ caller, since: this.now() });
  }

  #forgetLong(): void {
    const limit = this.now() - this.longMs;
    const stillShort = this.#running.findIndex(({ since }) => since > limit);
    this.#running.splice(0, stillShort < 0 ? this.#running.length : stillShort);
  }
}
