import type { JobPayload } from '../catalog/rows/job.entity.js';
import type { Tenant } from '../tenant.js';

/** A job while it runs. */
export interface RunningJob {
  readonly id: string;
  readonly payload: JobPayload;
  /** Undefined: the platform's own. */
  readonly tenant: Tenant | undefined;
  /** 1: the first. */
  readonly attempt: number;
  /** Aborted when the process stops, or another one goes on with the job. */
  readonly signal: AbortSignal;
}

/** A kind of job, as data. */
export interface JobKind {
  readonly kind: string;
  /** `tenant`: runs inside `tenancy.run`, with the repositories of the tenant that it was added for. */
  readonly scope: 'tenant' | 'platform';
  /** Default: 10. */
  readonly maxAttempts?: number;
  /** May run more than once: a process may die after it and before that is written down. */
  run(job: RunningJob): Promise<void>;
}

export interface NewJob {
  readonly kind: string;
  readonly tenant?: { readonly id: string; readonly slug: string };
  readonly payload?: JobPayload;
  /** While a job of the same kind, tenant and key is open, another one isn't added. */
  readonly key?: string;
  /** Default: now. */
  readonly runAt?: Date;
  /** Default: a new one. */
  readonly id?: string;
}

export const JOB_STATES = ['waiting', 'running', 'dead'] as const;
export type JobState = (typeof JOB_STATES)[number];
