import { Logger } from '@nestjs/common';
import type { JobEntity } from '../catalog/rows/job.entity.js';
import { hasEnded } from '../operations/process-identity.js';
import { JOB_CLAIM_MS, type JobClaims } from './job-claims.js';
import type { JobQueue } from './job-queue.js';
import type { JobRun } from './job-run.js';
import { Loop } from '../loop.js';
import { PLATFORM, Turns } from './turns.js';
import type { ProgramClock } from '../clock.js';

const LOOK_EVERY_MS = 500;
const BEAT_MS = JOB_CLAIM_MS / 6;
/** How long running jobs may take to end when the process stops. */
const GRACE_MS = 10_000;

export interface WorkerParts {
  readonly queue: JobQueue;
  readonly claims: JobClaims;
  readonly run: JobRun;
  readonly clock: ProgramClock;
  /** Jobs at once in this process, and of one tenant among them. */
  readonly slots: number;
  readonly slotsEach: number;
}

interface Held {
  readonly stop: AbortController;
  readonly end: Promise<void>;
}

/** Runs jobs in the background of this process, a few at once, in turn between tenants. */
export class JobWorker {
  private readonly logger = new Logger('Jobs');
  private readonly turns: Turns;
  private readonly held = new Map<string, Held>();
  private readonly looking = new Loop(LOOK_EVERY_MS, () => this.fill());
  private readonly beating = new Loop(BEAT_MS, () => this.beat());
  private stopping = false;

  constructor(private readonly parts: WorkerParts) {
    this.turns = new Turns(parts.slotsEach);
    parts.queue.onAdded(() => this.looking.now());
  }

  start(): void {
    this.looking.start();
    this.beating.start();
    this.beating.now();
    this.looking.now();
  }

  /** Takes no more, tells what runs, and waits for it a while; the rest is left to whoever comes next. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.looking.stop();
    for (const { stop } of this.held.values()) stop.abort();
    const ended = Promise.allSettled([...this.held.values()].map(({ end }) => end));
    await Promise.race([ended, new Promise((go) => setTimeout(go, GRACE_MS).unref())]);
    await this.beating.stop();
    await Promise.allSettled(
      [...this.held.keys()].map((id) => this.parts.claims.again(id, { runAt: this.parts.clock.now() })),
    );
  }

  private async fill(): Promise<void> {
    const { queue, claims, clock, slots } = this.parts;
    while (!this.stopping && this.held.size < slots && queue.names.length > 0) {
      const now = clock.now();
      const who = this.turns.next(await claims.waiting(queue.names, now));
      if (who === undefined) return;
      const job = await claims.claim(who, queue.names, now);
      if (!job) return;
      this.launch(job);
    }
  }

  private launch(job: JobEntity): void {
    const who = job.tenantId ?? PLATFORM;
    const stop = new AbortController();
    this.turns.begin(who);
    const end = this.parts.run
      .carryOut(job, stop.signal)
      .catch((error: unknown) => this.tell(job, error))
      .finally(() => {
        this.turns.end(who);
        this.held.delete(job.id);
        this.looking.now();
      });
    this.held.set(job.id, { stop, end });
  }

  /** Its message may hold what the job was about. */
  private tell({ id, kind, tenant }: JobEntity, error: unknown): void {
    const name = error instanceof Error ? error.name : 'Error';
    this.logger.warn({ job: id, kind, tenant, error: name }, 'The end of a job could not be written down.');
  }

  /** A claim that can't be renewed is lost, whatever the reason: somebody else may have the job. */
  private async beat(): Promise<void> {
    const { claims } = this.parts;
    await Promise.all(
      [...this.held].map(async ([id, { stop }]) => {
        const alive = await claims.renew(id).catch(() => false);
        if (!alive && this.held.has(id)) stop.abort();
      }),
    );
    for (const owner of await claims.foreignOwners()) if (hasEnded(owner)) await claims.freeAllOf(owner);
  }
}
