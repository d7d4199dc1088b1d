import { Histogram, type HistogramCounts } from './histogram.js';

export interface PoolCounts {
  /** Connections that were opened since the start. */
  readonly opens: number;
  /** Those that couldn't be, and those not tried because their server was known to be down. */
  readonly openFailures: number;
  /** Callers that waited in vain until the time-out. */
  readonly timeouts: number;
  /** Seconds between asking for a connection and having it. */
  readonly waits: HistogramCounts;
  /** Open connections by server (`host:port`), closing ones included; no entry for a server without any. */
  readonly servers: ReadonlyMap<string, number>;
}

const WAIT_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const UNKNOWN_SERVER = 'unknown';

/** What the pools did, in numbers that only rise, and where their connections lead. */
export class PoolCounters {
  readonly #waits = new Histogram(WAIT_SECONDS);
  readonly #servers = new Map<string, number>();
  readonly #serverOf = new WeakMap<object, string>();
  #opens = 0;
  #openFailures = 0;
  #timeouts = 0;

  opened(connection: object, server = UNKNOWN_SERVER): void {
    this.#opens += 1;
    this.#serverOf.set(connection, server);
    this.#servers.set(server, (this.#servers.get(server) ?? 0) + 1);
  }

  closed(connection: object): void {
    const server = this.#serverOf.get(connection);
    if (server === undefined) return;
    this.#serverOf.delete(connection);
    const left = (this.#servers.get(server) ?? 1) - 1;
    if (left > 0) this.#servers.set(server, left);
    else this.#servers.delete(server);
  }

  openFailed(): void {
    this.#openFailures += 1;
  }

  timedOut(): void {
    this.#timeouts += 1;
  }

  served(waitedMs: number): void {
    this.#waits.observe(waitedMs / 1000);
  }

  counts(): PoolCounts {
    return {
      opens: this.#opens,
      openFailures: this.#openFailures,
      timeouts: this.#timeouts,
      waits: this.#waits.counts(),
      servers: new Map(this.#servers),
    };
  }
}
