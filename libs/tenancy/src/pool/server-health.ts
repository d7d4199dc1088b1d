const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

interface Outage {
  cause: unknown;
  pauseMs: number;
  nextTryAt: number;
  probing: boolean;
}

/**
 * Keeps a server that is down from being asked by every waiting request at once. After a failure one
 * caller tries again when the pause is over (100 ms, doubled up to 2 s); the others get the known
 * failure at once. The first success ends the outage.
 */
export class ServerHealth {
  readonly #outages = new Map<string, Outage>();

  constructor(private readonly now: () => number = Date.now) {}

  /** `isDown` tells the server's own failures from those of one database on it. */
  async open<R>(server: string, open: () => Promise<R>, isDown: (error: unknown) => boolean): Promise<R> {
    const outage = this.#outages.get(server);
    if (outage && (outage.probing || this.now() < outage.nextTryAt)) throw outage.cause;
    if (outage) outage.probing = true;
    try {
      const opened = await open();
      this.#outages.delete(server);
      return opened;
    } catch (error) {
      this.#note(server, error, isDown(error));
      throw error;
    }
  }

  /** Servers that are known to be down. */
  get down(): string[] {
    return [...this.#outages.keys()];
  }

  #note(server: string, cause: unknown, down: boolean): void {
    if (!down) {
      this.#outages.delete(server);
      return;
    }
    const known = this.#outages.get(server);
    const pauseMs = known?.probing ? Math.min(known.pauseMs * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
    this.#outages.set(server, { cause, pauseMs, nextTryAt: this.now() + pauseMs, probing: false });
  }
}
