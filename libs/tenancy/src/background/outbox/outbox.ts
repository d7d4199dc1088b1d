import type { DataSource } from 'typeorm';
import { LRUCache } from 'lru-cache';
import { v7 as uuidv7 } from 'uuid';
import type { SecretBox } from '../../catalog/secrets/secret-box.js';
import { currentScope } from '../../context/tenant-context.js';
import { afterCommit } from '../../unit/unit-of-work.js';
import type { ProgramClock } from '../../clock.js';
import type { JobQueue } from '../job-queue.js';
import { InvalidJobError } from '../job.errors.js';
import { OutboxEntry } from './outbox-entry.entity.js';

const OUTBOX_JOB = 'outbox.deliver';
/**
 * Longer than a transaction takes: by then it has committed, and was hastened, or it never will. A process that dies
 * between the two commits is made up for by the job that waits this long.
 */
const UNHURRIED_MS = 60_000;

/** Takes what is delivered. May get the same id more than once. */
export type Receiver = (delivery: { id: string; payload: unknown }) => Promise<void>;

/**
 * What leaves a transaction: written with it in the tenant's store, delivered after it, at least once. The job that
 * delivers it is added before: a job without an entry finds nothing to do, an entry without a job would wait for ever.
 */
export class Outbox {
  private readonly receivers = new Map<string, Receiver>();
  private readonly waiting = new Map<string, () => void>();
  private readonly settled = new LRUCache<string, true>({ max: 10_000 });

  constructor(
    private readonly queue: JobQueue,
    private readonly box: SecretBox,
    private readonly clock: ProgramClock,
  ) {
    queue.register({
      kind: OUTBOX_JOB,
      scope: 'tenant',
      run: ({ id }) => this.deliver(id).finally(() => this.settle(id)),
    });
  }

  /** Who takes entries of this kind, before any is added. */
  register(kind: string, receiver: Receiver): void {
    this.receivers.set(kind, receiver);
  }

  /** In the current tenant's transaction, if there is one. Returns the entry's id. */
  async add(kind: string, payload: unknown): Promise<string> {
    this.receiverOf(kind);
    const { tenant, dataSource } = currentScope('The outbox');
    const id = uuidv7();
    const job = { id, kind: OUTBOX_JOB, tenant };
    const runAt = new Date(this.clock.now().getTime() + UNHURRIED_MS);
    await this.queue.add({ ...job, runAt });
    const payloadEncrypted = this.box.seal(JSON.stringify(payload), placeOf(tenant.id, id));
    await dataSource.manager.insert(
      OutboxEntry,
      Object.assign(new OutboxEntry(), { id, kind, payloadEncrypted }),
    );
    afterCommit(dataSource, () => {
      // Failing, it is only later.
      void this.queue
        .hasten(id)
        .then(
          (there) => there || this.queue.add(job),
          () => undefined,
        )
        .catch(() => undefined);
    });
    return id;
  }

  /** Waits until this process has tried to deliver an entry, but not for longer. After the transaction that added it. */
  async delivered(id: string, mostMs: number): Promise<void> {
    if (this.settled.has(id)) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((go) => {
      this.waiting.set(id, go);
      timer = setTimeout(go, mostMs);
    });
    clearTimeout(timer);
    this.waiting.delete(id);
  }

  /** Adds jobs for entries of the current tenant that have none: a control database that was put back has lost them. */
  async adopt(): Promise<number> {
    const { tenant, dataSource } = currentScope('The outbox');
    const old = new Date(this.clock.now().getTime() - 10 * UNHURRIED_MS);
    const entries = await entriesOf(dataSource)
      .where('entry.createdAt < :old', { old })
      .orderBy('entry.id')
      .take(500)
      .getMany();
    // An id that has a job already, dead ones included, is passed over.
    for (const { id } of entries) await this.queue.add({ id, kind: OUTBOX_JOB, tenant });
    return entries.length;
  }

  private async deliver(id: string): Promise<void> {
    const { tenant, dataSource } = currentScope('The outbox');
    const entry = await dataSource.manager.findOneBy(OutboxEntry, { id });
    if (entry) {
      const payload: unknown = JSON.parse(this.box.open(entry.payloadEncrypted, placeOf(tenant.id, id)));
      await this.receiverOf(entry.kind)({ id, payload });
      await dataSource.manager.delete(OutboxEntry, { id });
    }
  }

  private settle(id: string): void {
    this.settled.set(id, true);
    this.waiting.get(id)?.();
  }

  private receiverOf(kind: string): Receiver {
    const receiver = this.receivers.get(kind);
    if (!receiver) throw new InvalidJobError(`Nobody takes "${kind}" from the outbox.`);
    return receiver;
  }
}

const entriesOf = (source: DataSource) => source.manager.createQueryBuilder(OutboxEntry, 'entry');
const placeOf = (tenantId: string, id: string): string => `outbox:${tenantId}:${id}`;
