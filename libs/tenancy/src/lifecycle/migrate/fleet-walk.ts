import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tenant } from '../../tenant.js';
import { describeFailure } from '../../operations/operation.errors.js';

/** What became of each tenant of a run. Skipped is never done. */
export interface FleetReport {
  succeeded: string[];
  failed: { tenant: string; code: string; error: string }[];
  skipped: { tenant: string; reason: string }[];
  /** True when the run was stopped between two tenants; the rest is in none of the lists. */
  interrupted: boolean;
  /** What stopped it, where it wasn't the signal. */
  stoppedBy?: 'canary' | 'max_failures';
}

/** How a run goes over its tenants. */
export interface FleetPace {
  /** Stops between two tenants. */
  signal?: AbortSignal;
  /** After each tenant that was worked on or skipped. */
  onProgress?: (done: number, total: number) => void;
  /** Tenants at work at once. Default: 1. */
  parallel?: number;
  /** So many come first, one after another; one of them that fails stops the run. Default: 0. */
  canary?: number;
  /** So many failures stop the run. Default: it goes on. */
  maxFailures?: number;
}

/** A tenant that a run comes to. */
export interface FleetMember {
  readonly tenant: Tenant;
  /** Why there is nothing to do. */
  readonly skip?: string;
  /** Those of one lane share tables, and are never at work at once. */
  readonly lane: string;
}

/** Goes over many tenants at some pace, on after one that fails, and keeps the report. */
export class FleetWalk {
  private readonly report: FleetReport = { succeeded: [], failed: [], skipped: [], interrupted: false };
  private isCanaryDead = false;
  private done = 0;
  private total = 0;

  constructor(
    private readonly pace: FleetPace,
    private readonly work: (tenant: Tenant) => Promise<unknown>,
  ) {}

  async over(members: readonly FleetMember[]): Promise<FleetReport> {
    const { canary = 0, parallel = 1 } = this.pace;
    this.total = members.length;
    const canaries = new Set(members.filter(({ skip }) => skip === undefined).slice(0, canary));
    await this.follow([[...canaries]]);
    this.isCanaryDead = this.report.failed.length > 0;
    const rest = members.filter((member) => !canaries.has(member));
    const lanes = [...Map.groupBy(rest, ({ lane }) => lane).values()];
    await Promise.all(Array.from({ length: parallel }, () => this.follow(lanes)));
    return this.report;
  }

  private async follow(lanes: FleetMember[][]): Promise<void> {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
      for (const member of lane) {
        // On SQLite nothing below gives the event loop a turn, and a signal is heard in one.
        await nextTurn();
        if (this.mustStop()) return;
        await this.one(member);
        this.pace.onProgress?.((this.done += 1), this.total);
      }
    }
  }

  /** Asked while there is a tenant left. */
  private mustStop(): boolean {
    const { signal, maxFailures = Infinity } = this.pace;
    if (this.isCanaryDead) this.report.stoppedBy = 'canary';
    else if (this.report.failed.length >= maxFailures) this.report.stoppedBy = 'max_failures';
    else if (!signal?.aborted) return false;
    this.report.interrupted = true;
    return true;
  }

  private async one({ tenant, skip }: FleetMember): Promise<void> {
    if (skip !== undefined) {
      this.report.skipped.push({ tenant: tenant.slug, reason: skip });
      return;
    }
    try {
      await this.work(tenant);
      this.report.succeeded.push(tenant.slug);
    } catch (error) {
      const { error: message, errorCode: code } = describeFailure(error);
      this.report.failed.push({ tenant: tenant.slug, code, error: message });
    }
  }
}
