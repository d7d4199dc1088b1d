import { Logger } from '@nestjs/common';
import type { JobEntity } from '../catalog/rows/job.entity.js';
import type { TenantCatalog } from '../catalog/tenant-catalog.js';
import { describeFailure } from '../operations/operation.errors.js';
import type { Tenancy } from '../tenancy.js';
import type { Tenant } from '../tenant.js';
import { backOffMs } from './back-off.js';
import type { ProgramClock } from '../clock.js';
import type { JobClaims } from './job-claims.js';
import type { JobKind } from './job-kind.js';
import type { JobQueue } from './job-queue.js';

/** Until a tenant that is being made is looked for again, and one that couldn't be. */
const IN_THE_MAKING_MS = 1_000;
const FAILED_MS = 300_000;

type Place = { tenant: Tenant | undefined } | { gone: string } | { laterMs: number };

export interface RunParts {
  readonly queue: JobQueue;
  readonly claims: JobClaims;
  readonly tenants: Pick<TenantCatalog, 'findById'>;
  readonly tenancy: Tenancy;
  readonly clock: ProgramClock;
}

/** One claimed job from its beginning to its end, which is written down. */
export class JobRun {
  private readonly logger = new Logger('Jobs');

  constructor(private readonly parts: RunParts) {}

  async carryOut(job: JobEntity, signal: AbortSignal): Promise<void> {
    const kind = this.parts.queue.find(job.kind);
    if (!kind) return this.later(job, FAILED_MS);
    if (job.attempts >= job.maxAttempts)
      return this.bury(job, 'The process ended while the job ran, each time.');
    const place = await this.placeOf(job, kind);
    if ('laterMs' in place) return this.later(job, place.laterMs);
    if ('gone' in place) return this.bury(job, place.gone);
    if (!(await this.parts.claims.begin(job))) return;
    await this.attempt(job, { kind, tenant: place.tenant, signal });
  }

  private async attempt(
    job: JobEntity,
    { kind, tenant, signal }: { kind: JobKind; tenant: Tenant | undefined; signal: AbortSignal },
  ): Promise<void> {
    const { claims, tenancy } = this.parts;
    const attempt = job.attempts + 1;
    const work = () => kind.run({ id: job.id, payload: job.payload, tenant, attempt, signal });
    try {
      await (tenant ? tenancy.run(tenant, work) : work());
    } catch (error) {
      if (signal.aborted) return this.later(job, 0);
      return this.failed(job, attempt, error);
    }
    await claims.done(job.id);
  }

  private async failed(job: JobEntity, attempt: number, error: unknown): Promise<void> {
    const { error: lastError, errorCode } = describeFailure(error);
    // Without the error itself: drivers and mail servers quote what they were given.
    const about = { job: job.id, kind: job.kind, tenant: job.tenant, attempt, code: errorCode };
    if (attempt >= job.maxAttempts) {
      this.logger.error(about, 'A job has failed for good.');
      return this.bury(job, lastError);
    }
    this.logger.warn(about, 'A job has failed and is tried again.');
    const runAt = new Date(this.parts.clock.now().getTime() + backOffMs(attempt));
    await this.parts.claims.again(job.id, { runAt, lastError });
  }

  private async later(job: JobEntity, ms: number): Promise<void> {
    await this.parts.claims.again(job.id, { runAt: new Date(this.parts.clock.now().getTime() + ms) });
  }

  private async bury(job: JobEntity, lastError: string): Promise<void> {
    await this.parts.claims.bury(job.id, { deadAt: this.parts.clock.now(), lastError });
  }

  private async placeOf(job: JobEntity, { scope }: JobKind): Promise<Place> {
    if ((scope === 'tenant') !== (job.tenantId !== null))
      return { gone: `A job "${job.kind}" is the ${scope}'s.` };
    if (job.tenantId === null) return { tenant: undefined };
    const tenant = await this.parts.tenants.findById(job.tenantId);
    if (!tenant || tenant.status === 'deleted') return { gone: 'The tenant is no longer there.' };
    if (tenant.status === 'provisioning') return { laterMs: IN_THE_MAKING_MS };
    return tenant.status === 'failed' ? { laterMs: FAILED_MS } : { tenant };
  }
}
