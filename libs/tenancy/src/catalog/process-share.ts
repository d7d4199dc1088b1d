import { type DataSource, LessThan, MoreThan } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ProcessEntity } from './rows/process.entity.js';
import { isNoSpace } from '../engine/no-space.js';
import { Loop } from '../loop.js';

const BEAT_MS = 2_000;
/** A process that wasn't seen for this long has died, and its share goes to the others. */
export const DEAD_AFTER_MS = 8_000;

export interface ShareOptions {
  control: DataSource;
  /** What this process may use at most, whoever else runs. */
  budget: number;
  /** Connections the tenants' server gives to all processes together; undefined where it has no limit. */
  serverLimit(): Promise<number | undefined>;
  /** Told each time this process's share changes. */
  onShare(connections: number): void;
}

/** The connections that each of `processes` may use: together never more than the server gives. */
export function shareOf(budget: number, serverLimit: number | undefined, processes: number): number {
  if (serverLimit === undefined) return budget;
  return Math.max(1, Math.min(budget, Math.floor(serverLimit / Math.max(processes, 1))));
}

/** What a newcomer takes until the others have seen it and made room; less than the headroom. */
const JOINING = 5;

/**
 * Lets several processes live on one server: each writes a heartbeat into the control database, counts the
 * others' and takes its part. Clocks of the machines have to agree within a few seconds.
 */
export class ProcessShare {
  readonly #id = uuidv7();
  readonly #beating = new Loop(BEAT_MS, () => this.beat());
  #started = false;
  #limit: number | undefined;
  #share: number;

  constructor(private readonly options: ShareOptions) {
    this.#share = options.budget;
  }

  /** Connections this process may use now. */
  get connections(): number {
    return this.#share;
  }

  /** Takes part from now on; for servers, not for short commands. */
  async start(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    this.#limit = await this.options.serverLimit().catch(() => undefined);
    await this.beat({ joining: true }).catch((error: unknown) => {
      // Nothing can be written, and nobody new is to come: what can be read is served with what there is.
      if (!isNoSpace(error)) throw error;
    });
    this.#beating.start();
  }

  /** Gives the share back at once. */
  async stop(): Promise<void> {
    if (!this.#started) return;
    this.#started = false;
    await this.#beating.stop();
    await this.options.control.manager.delete(ProcessEntity, { id: this.#id }).catch(() => undefined);
  }

  async beat({ joining = false } = {}): Promise<void> {
    const { manager } = this.options.control;
    const now = new Date();
    const dead = new Date(now.getTime() - DEAD_AFTER_MS);
    const { affected } = await manager.update(ProcessEntity, { id: this.#id }, { seenAt: now });
    if (!affected) {
      await manager.insert(ProcessEntity, manager.create(ProcessEntity, { id: this.#id, seenAt: now }));
    }
    await manager.delete(ProcessEntity, { seenAt: LessThan(new Date(dead.getTime() - DEAD_AFTER_MS)) });
    const processes = await manager.countBy(ProcessEntity, { seenAt: MoreThan(dead) });
    const share = shareOf(this.options.budget, this.#limit, processes);
    this.#take(joining && processes > 1 && this.#limit !== undefined ? Math.min(share, JOINING) : share);
  }

  #take(share: number): void {
    if (share === this.#share) return;
    this.#share = share;
    this.options.onShare(share);
  }
}
