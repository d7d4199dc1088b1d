import { type DataSource, type EntityManager, IsNull, type SelectQueryBuilder } from 'typeorm';
import { attested } from '../catalog/rows/change-witness.js';
import { JobEntity } from '../catalog/rows/job.entity.js';
import { afterCommit } from '../unit/unit-of-work.js';
import type { ProgramClock } from '../clock.js';
import type { JobKind, JobState, NewJob } from './job-kind.js';
import { InvalidJobError, JobNotFoundError, JobStateError } from './job.errors.js';

const MAX_ATTEMPTS = 10;

export interface JobFilter {
  state?: JobState | undefined;
  kind?: string | undefined;
  /** A slug. */
  tenant?: string | undefined;
}

/** How many jobs of a kind there are, and since when the oldest waits. */
export interface JobCount {
  readonly kind: string;
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  /** How long the oldest has been waiting that is due; 0: none is. */
  readonly oldestMs: number;
}

const STATES: Record<JobState, string> = {
  waiting: 'job.deadAt IS NULL AND job.claimedBy IS NULL',
  running: 'job.deadAt IS NULL AND job.claimedBy IS NOT NULL',
  dead: 'job.deadAt IS NOT NULL',
};

export const jobState = ({ deadAt, claimedBy }: JobEntity): JobState => {
  if (deadAt) return 'dead';
  return claimedBy === null ? 'waiting' : 'running';
};

/** Where jobs are added and looked at. What runs them is JobWorker. */
export class JobQueue {
  private readonly kinds = new Map<string, JobKind>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly control: DataSource,
    private readonly clock: ProgramClock,
  ) {}

  /** Makes a kind known, before any job of it is added. */
  register(kind: JobKind): void {
    this.kinds.set(kind.kind, kind);
  }

  find(kind: string): JobKind | undefined {
    return this.kinds.get(kind);
  }

  get names(): string[] {
    return [...this.kinds.keys()];
  }

  /** Told when there may be something to do. */
  onAdded(listener: () => void): void {
    this.listeners.add(listener);
  }

  /**
   * Inside the caller's transaction of the control database, if there is one. Whether it was added: with a key, not
   * while there is one. Throws InvalidJobError.
   */
  async add(job: NewJob, manager: EntityManager = this.control.manager): Promise<boolean> {
    const row = this.rowOf(job);
    await manager
      .createQueryBuilder()
      .insert()
      .into(JobEntity)
      .values(row)
      .orIgnore()
      .updateEntity(false)
      .execute();
    this.tell();
    return row.openKey === null || (await manager.existsBy(JobEntity, { id: row.id }));
  }

  /** Lets a job run now that waits for its time. False where it is gone. */
  async hasten(id: string): Promise<boolean> {
    const where = { id, deadAt: IsNull() };
    const { affected } = await this.control.manager.update(JobEntity, where, { runAt: this.clock.now() });
    this.tell();
    return affected === 1;
  }

  /** Throws JobNotFoundError. */
  async get(id: string): Promise<JobEntity> {
    const job = await this.control.manager.findOneBy(JobEntity, { id });
    if (!job) throw new JobNotFoundError(id);
    return job;
  }

  query({ state, kind, tenant }: JobFilter = {}): SelectQueryBuilder<JobEntity> {
    const query = this.control.manager.createQueryBuilder(JobEntity, 'job');
    if (state) query.andWhere(STATES[state]);
    if (kind !== undefined) query.andWhere('job.kind = :kind', { kind });
    if (tenant !== undefined) query.andWhere('job.tenant = :tenant', { tenant });
    return query;
  }

  /** Lets a dead letter begin anew, with all its attempts. Throws JobNotFoundError, JobStateError. */
  async retry(id: string): Promise<JobEntity> {
    const job = await this.get(id);
    if (!job.deadAt) throw new JobStateError(`The job is ${jobState(job)}: only a dead one is retried.`);
    const openKey = openKeyOf(job);
    if (openKey !== null && (await this.control.manager.existsBy(JobEntity, { openKey })))
      throw new JobStateError('Another job with the same key is open: it does the same.');
    const fresh = { deadAt: null, attempts: 0, runAt: this.clock.now(), openKey };
    await attested((attest) =>
      this.control.transaction(async (manager) => {
        await manager.update(JobEntity, { id }, fresh);
        await attest({ id });
      }),
    );
    this.tell();
    return this.get(id);
  }

  async counts(): Promise<JobCount[]> {
    const now = this.clock.now();
    const due = 'job.deadAt IS NULL AND job.claimedBy IS NULL AND job.runAt <= :now';
    const rows = await this.control.manager
      .createQueryBuilder(JobEntity, 'job')
      .select('job.kind', 'kind')
      .addSelect(countOf(STATES.waiting), 'waiting')
      .addSelect(countOf(STATES.running), 'running')
      .addSelect(countOf(STATES.dead), 'dead')
      .groupBy('job.kind')
      .orderBy('job.kind')
      .getRawMany<Record<'kind' | 'waiting' | 'running' | 'dead', string>>();
    return Promise.all(
      rows.map(async ({ kind, waiting, running, dead }) => {
        const oldest = await this.query({ kind })
          .andWhere(due, { now })
          .orderBy('job.runAt')
          .take(1)
          .getOne();
        const counts = { waiting: Number(waiting), running: Number(running), dead: Number(dead) };
        return { kind, ...counts, oldestMs: oldest ? now.getTime() - oldest.runAt.getTime() : 0 };
      }),
    );
  }

  private rowOf({ kind, tenant, payload = {}, key, runAt, id }: NewJob): JobEntity {
    const known = this.kinds.get(kind);
    if (!known) throw new InvalidJobError(`This program knows no job "${kind}".`);
    if ((known.scope === 'tenant') !== (tenant !== undefined))
      throw new InvalidJobError(`A job "${kind}" is the ${known.scope}'s.`);
    const row = Object.assign(new JobEntity(), {
      ...(id === undefined ? {} : { id }),
      kind,
      tenantId: tenant?.id ?? null,
      tenant: tenant?.slug ?? null,
      payload,
      key: key ?? null,
      runAt: runAt ?? this.clock.now(),
      attempts: 0,
      maxAttempts: known.maxAttempts ?? MAX_ATTEMPTS,
      claimedBy: null,
      claimedUntil: null,
      lastError: null,
      deadAt: null,
    });
    return Object.assign(row, { openKey: openKeyOf(row) });
  }

  private tell(): void {
    afterCommit(this.control, () => {
      for (const listener of this.listeners) listener();
    });
  }
}

const countOf = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

const openKeyOf = ({ kind, tenantId, key }: JobEntity): string | null =>
  key === null ? null : `${kind} ${tenantId ?? '-'} ${key}`;
