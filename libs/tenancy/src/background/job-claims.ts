import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { JobEntity } from '../catalog/rows/job.entity.js';
import { PLATFORM } from './turns.js';

/** How long a process holds a job without a sign of life. */
export const JOB_CLAIM_MS = 30_000;

type Time = Date | (() => string);
type Change = Partial<Record<keyof JobEntity, unknown>>;

/** The writes of one owner on jobs; each holds only while the owner has the claim. */
export class JobClaims {
  constructor(
    private readonly control: DataSource,
    private readonly owner: string,
    /** The control database's clock as SQL; undefined where that is this machine's. */
    private readonly databaseTime: ((aheadMs: number) => string) | undefined,
  ) {}

  /** Who has jobs that are due, the longest waiting first. */
  async waiting(kinds: readonly string[], now: Date): Promise<string[]> {
    const rows = await this.free(kinds, now)
      .select('job.tenantId', 'tenant')
      .addSelect('MIN(job.runAt)', 'first')
      .groupBy('job.tenantId')
      .orderBy('MIN(job.runAt)')
      .getRawMany<{ tenant: string | null }>();
    return rows.map(({ tenant }) => tenant ?? PLATFORM);
  }

  /** Takes the oldest due job of a tenant, or of the platform; undefined where others were quicker. */
  claim(who: string, kinds: readonly string[], now: Date): Promise<JobEntity | undefined> {
    return this.control.transaction(async (manager) => {
      const query = this.free(kinds, now, manager.createQueryBuilder(JobEntity, 'job'));
      if (who === PLATFORM) query.andWhere('job.tenantId IS NULL');
      else query.andWhere('job.tenantId = :who', { who });
      if (this.databaseTime) query.setLock('pessimistic_write').setOnLocked('skip_locked');
      const job = await query.orderBy('job.runAt').addOrderBy('job.id').take(1).getOne();
      if (!job) return undefined;
      const claim = { claimedBy: this.owner, claimedUntil: this.time(JOB_CLAIM_MS) };
      await manager.createQueryBuilder().update(JobEntity).set(claim).where({ id: job.id }).execute();
      return job;
    });
  }

  /** The handler is about to begin: only now the attempt counts. False when the claim is lost. */
  begin(job: JobEntity): Promise<boolean> {
    return this.change({ id: job.id, alive: true }, { attempts: job.attempts + 1 });
  }

  /** A sign of life. False when the claim ran out, whether or not somebody else has the job by now. */
  renew(id: string): Promise<boolean> {
    return this.change({ id, alive: true }, { claimedUntil: this.time(JOB_CLAIM_MS) });
  }

  async done(id: string): Promise<boolean> {
    const { affected } = await this.control.manager
      .createQueryBuilder()
      .delete()
      .from(JobEntity)
      .where('id = :id AND claimed_by = :owner', { id, owner: this.owner })
      .execute();
    return affected === 1;
  }

  again(id: string, change: { runAt: Date; lastError?: string }): Promise<boolean> {
    return this.change({ id, alive: false }, { ...change, claimedBy: null, claimedUntil: null });
  }

  bury(id: string, change: { deadAt: Date; lastError: string }): Promise<boolean> {
    return this.change(
      { id, alive: false },
      { ...change, claimedBy: null, claimedUntil: null, openKey: null },
    );
  }

  /** What others hold. */
  async foreignOwners(): Promise<string[]> {
    const rows = await this.control.manager
      .createQueryBuilder(JobEntity, 'job')
      .select('job.claimedBy', 'owner')
      .distinct()
      .where('job.claimedBy IS NOT NULL AND job.claimedBy <> :owner', { owner: this.owner })
      .getRawMany<{ owner: string }>();
    return rows.map(({ owner }) => owner);
  }

  /** Frees what an owner held who has certainly ended. */
  async freeAllOf(owner: string): Promise<void> {
    const free = { claimedBy: null, claimedUntil: null };
    await this.control.manager.update(JobEntity, { claimedBy: owner }, free);
  }

  private free(
    kinds: readonly string[],
    now: Date,
    query: SelectQueryBuilder<JobEntity> = this.control.manager.createQueryBuilder(JobEntity, 'job'),
  ): SelectQueryBuilder<JobEntity> {
    return query
      .where('job.deadAt IS NULL AND job.runAt <= :now', { now })
      .andWhere('job.kind IN (:...kinds)', { kinds })
      .andWhere(
        `(job.claimedBy IS NULL OR (job.claimedBy <> :owner AND job.claimedUntil < ${this.nowSql}))`,
        {
          owner: this.owner,
          ...this.machineNow,
        },
      );
  }

  /** `alive`: not when the claim has run out, even where nobody has taken it. */
  private async change({ id, alive }: { id: string; alive: boolean }, change: Change): Promise<boolean> {
    const { affected } = await this.control.manager
      .createQueryBuilder()
      .update(JobEntity)
      .set(change as object)
      .where(`id = :id AND claimed_by = :owner${alive ? ` AND claimed_until > ${this.nowSql}` : ''}`, {
        id,
        owner: this.owner,
        ...(alive ? this.machineNow : {}),
      })
      .execute();
    return affected === 1;
  }

  private get nowSql(): string {
    return this.databaseTime?.(0) ?? ':machineNow';
  }

  private get machineNow(): { machineNow?: Date } {
    return this.databaseTime ? {} : { machineNow: new Date() };
  }

  private time(aheadMs: number): Time {
    const { databaseTime } = this;
    return databaseTime ? () => databaseTime(aheadMs) : new Date(Date.now() + aheadMs);
  }
}
