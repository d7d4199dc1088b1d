import type { CatalogChange } from '../catalog/rows/catalog-change.js';
import { CLAIM_MS, type OperationClaims, type OperationOutcome } from './operation-claims.js';
import type { OperationStore } from './operation-store.js';
import type { OperationStepEntity } from '../catalog/rows/operation-step.entity.js';
import type { OperationEntity } from '../catalog/rows/operation.entity.js';
import type { OperationContext, OperationKind, OperationStep } from './operation-kind.js';
import { ClaimLostError, describeFailure } from './operation.errors.js';

/** How a run ended here; `left` means that somebody else, or the next start, goes on. */
export type RunEnd = {
  status: OperationOutcome['status'] | 'left';
  error?: unknown;
  results: Map<string, string>;
};

export interface RunParts {
  readonly store: OperationStore;
  readonly changes: CatalogChange;
  readonly claims: OperationClaims;
  /** Aborted at shutdown: the run stops after its step and leaves the rest to the next start. */
  readonly stop: AbortSignal;
}

type Left = 'left';

/** One operation, claimed by this process, carried out step by step. Each step is written down after it. */
export class OperationRun {
  constructor(
    private readonly parts: RunParts,
    private readonly kind: OperationKind,
    private readonly operation: OperationEntity,
    private readonly context: OperationContext,
  ) {}

  async run(): Promise<RunEnd> {
    const { claims } = this.parts;
    const { id } = this.operation;
    const heartbeat = setInterval(() => void claims.renew(id).catch(() => false), CLAIM_MS / 3).unref();
    try {
      return await this.carryOut();
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async carryOut(): Promise<RunEnd> {
    const { results } = this.context;
    try {
      const status = await this.forward();
      if (status === 'left') return await this.leave();
      await this.end({ status });
      return { status, results };
    } catch (error) {
      if (error instanceof ClaimLostError) return { status: 'left', results };
      if (this.parts.stop.aborted) return this.leave();
      await this.end({ status: 'failed', ...describeFailure(error) });
      return { status: 'failed', error, results };
    }
  }

  private async forward(): Promise<'succeeded' | 'cancelled' | Left> {
    const rows = await this.parts.store.stepsOf([this.operation.id]);
    for (const [row, step] of this.paired(rows)) {
      if (await this.isCancelled()) return this.backward(rows);
      if (row.status === 'succeeded') continue;
      if (this.parts.stop.aborted) return 'left';
      await this.carryOutStep(row, step);
    }
    return (await this.isCancelled()) ? this.backward(rows) : 'succeeded';
  }

  private async backward(rows: OperationStepEntity[]): Promise<'cancelled' | Left> {
    for (const [row, step] of this.paired(rows).toReversed()) {
      if (row.status === 'pending' || row.status === 'undone') continue;
      if (this.parts.stop.aborted) return 'left';
      await this.holdClaim();
      await step.undo?.(this.context, row.status === 'succeeded' ? 'done' : 'begun');
      await this.parts.claims.markStep(row, 'undone');
    }
    return 'cancelled';
  }

  private async carryOutStep(row: OperationStepEntity, step: OperationStep): Promise<void> {
    const { claims, stop } = this.parts;
    await claims.markStep(row, 'running');
    try {
      await step.run(this.context);
    } catch (error) {
      // If another process has taken the operation over, it must not be marked as failed here.
      await this.holdClaim();
      // A step that fails while everything closes failed because everything closes.
      const failed = !stop.aborted;
      await claims.markStep(row, failed ? 'failed' : 'pending', failed ? describeFailure(error).error : null);
      throw error;
    }
    await this.holdClaim();
    await claims.markStep(row, 'succeeded');
  }

  private paired(rows: OperationStepEntity[]): [OperationStepEntity, OperationStep][] {
    const steps = new Map(this.kind.steps().map((step) => [step.name, step]));
    return rows.map((row) => {
      const step = steps.get(row.name);
      if (!step) throw new Error(`This program has no step "${row.name}" in "${this.kind.kind}".`);
      return [row, step];
    });
  }

  private async isCancelled(): Promise<boolean> {
    await this.holdClaim();
    return (await this.parts.store.find(this.operation.id))?.cancelRequested ?? false;
  }

  private async holdClaim(): Promise<void> {
    const { id } = this.operation;
    if (!(await this.parts.claims.renew(id))) throw new ClaimLostError(id);
  }

  private async end(outcome: OperationOutcome): Promise<void> {
    const { changes, claims } = this.parts;
    await changes.run(this.operation.tenant, async (manager) => {
      const held = await claims.finish(manager, this.operation.id, outcome);
      if (held) await this.kind.ended?.(manager, this.operation, outcome);
    });
  }

  private async leave(): Promise<RunEnd> {
    await this.parts.claims.release(this.operation.id);
    return { status: 'left', results: this.context.results };
  }
}
