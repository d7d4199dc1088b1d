/** Does something again and again in this process: never twice at once, and not after it was stopped. */
export class Loop {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(
    private readonly everyMs: number,
    /** What it throws is the next round's to try again. */
    private readonly round: () => Promise<unknown>,
  ) {}

  start(): void {
    this.#timer ??= setInterval(() => this.now(), this.everyMs).unref();
  }

  /** A round at once; while one is under way, one more after it. */
  now(): void {
    if (!this.#timer) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.round()
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        this.#running = undefined;
        const again = this.#again;
        this.#again = false;
        if (again) this.now();
      });
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }
}
