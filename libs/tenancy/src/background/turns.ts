/** Stands for the platform's own jobs among the tenants'. */
export const PLATFORM = 'platform';

/** Whose job comes next: of those who wait and have a slot left, the one served longest ago. */
export class Turns {
  #turn = 0;
  readonly #served = new Map<string, number>();
  readonly #running = new Map<string, number>();

  constructor(private readonly slotsEach: number) {}

  /** `waiting`: in the order that decides between those who were never served. */
  next(waiting: readonly string[]): string | undefined {
    let first: string | undefined;
    for (const who of waiting) {
      if ((this.#running.get(who) ?? 0) >= this.slotsEach) continue;
      if (first === undefined || this.servedAt(who) < this.servedAt(first)) first = who;
    }
    return first;
  }

  begin(who: string): void {
    this.#turn += 1;
    this.#served.delete(who);
    this.#served.set(who, this.#turn);
    this.#running.set(who, (this.#running.get(who) ?? 0) + 1);
    this.forgetOldest();
  }

  end(who: string): void {
    const left = (this.#running.get(who) ?? 1) - 1;
    if (left > 0) this.#running.set(who, left);
    else this.#running.delete(who);
  }

  private servedAt(who: string): number {
    return this.#served.get(who) ?? 0;
  }

  /** Who was served so long ago counts as never served. */
  private forgetOldest(): void {
    const [oldest] = this.#served.keys();
    if (oldest !== undefined && this.#served.size > 10_000) this.#served.delete(oldest);
  }
}
