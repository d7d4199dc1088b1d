import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock/clock.js';

const HOUR_MS = 3_600_000;
const SWEEP_MS = 60_000;
/** What one realm (a tenant, or the operators) may have under way at once; the rest is counted together. */
const MOST_KEYS = 200;
const OTHERS = '*';

/** How often it happened since; `others`: of different subjects, too many to name. */
export interface Tallied {
  readonly count: number;
  readonly since: Date;
  readonly others?: true;
}

export interface TalliedEvent {
  /** A tenant's id, or `operator`. */
  readonly realm: string;
  /** What is counted together: kind and subject. */
  readonly key: string;
  /** Written one by one before the rest of the hour is counted. Default: 1. */
  readonly lines?: number;
  /** Writes a line; also called long after the request. */
  readonly write: (tallied: Tallied) => Promise<void>;
}

interface Entry {
  count: number;
  written: number;
  readonly since: Date;
  readonly others: boolean;
  readonly write: TalliedEvent['write'];
}

/**
 * Keeps what anybody can cause from filling a log that nobody can empty: the first of a kind within an hour gets a
 * line at once, and the others one line together when the hour is over or the program ends. Counted in memory of
 * this process.
 */
@Injectable()
export class AuditTally implements BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditTally.name);
  private readonly realms = new Map<string, Map<string, Entry>>();
  private readonly sweeper = setInterval(() => void this.close(this.old()), SWEEP_MS).unref();

  constructor(private readonly clock: Clock) {}

  async count({ realm, key, lines = 1, write }: TalliedEvent): Promise<void> {
    const [name, entries] = this.place(realm, key);
    const known = entries.get(name);
    if (known && this.isOver(known)) await this.close([known]);
    const entry = entries.get(name) ?? {
      count: 0,
      written: 0,
      since: this.clock.now(),
      others: name === OTHERS,
      write,
    };
    entries.set(name, entry);
    entry.count += 1;
    if (entry.written >= lines) return;
    entry.written += 1;
    try {
      await write({ count: 1, since: entry.since, ...(entry.others ? { others: true } : {}) });
    } catch (error) {
      entry.count -= 1;
      entry.written -= 1;
      throw error;
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.sweeper);
    await this.close([...this.realms.values()].flatMap((entries) => [...entries.values()]));
  }

  private place(realm: string, key: string): [string, Map<string, Entry>] {
    let entries = this.realms.get(realm);
    if (!entries) this.realms.set(realm, (entries = new Map()));
    return [entries.has(key) || entries.size < MOST_KEYS ? key : OTHERS, entries];
  }

  private isOver({ since }: Entry): boolean {
    return this.clock.now().getTime() - since.getTime() >= HOUR_MS;
  }

  private old(): Entry[] {
    return [...this.realms.values()].flatMap((entries) =>
      [...entries.values()].filter((one) => this.isOver(one)),
    );
  }

  /** Forgets them first: what happens meanwhile begins a new hour. */
  private async close(closing: readonly Entry[]): Promise<void> {
    const gone = new Set(closing);
    for (const [realm, entries] of this.realms) {
      for (const [key, entry] of entries) if (gone.has(entry)) entries.delete(key);
      if (entries.size === 0) this.realms.delete(realm);
    }
    for (const entry of closing) await this.writeRest(entry);
  }

  private async writeRest({ count, written, since, others, write }: Entry): Promise<void> {
    if (count === written) return;
    try {
      await write({ count: count - written, since, ...(others ? { others } : {}) });
    } catch (error) {
      this.logger.error({ err: error }, "A count of the audit log wasn't written");
    }
  }
}
