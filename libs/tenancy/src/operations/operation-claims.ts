import { type DataSource, type EntityManager } from 'typeorm';
import { OperationStepEntity, type StepStatus } from '../catalog/rows/operation-step.entity.js';
import { OperationEntity, type OperationStatus } from '../catalog/rows/operation.entity.js';

/** A process's hold on an operation lasts this long without a sign of life. */
export const CLAIM_MS = 30_000;

export const claimEnd = (): Date => new Date(Date.now() + CLAIM_MS);

/** What isn't finished. */
export const ACTIVE: OperationStatus[] = ['pending', 'running'];

/** How an operation ended. */
export interface OperationOutcome {
  status: 'succeeded' | 'failed' | 'cancelled';
  error?: string | null;
  errorCode?: string | null;
}

/** The writes of one owner on operations while it runs them; each holds only while the owner has the claim. */
export class OperationClaims {
  constructor(
    private readonly control: DataSource,
    private readonly owner: string,
  ) {}

  /** Takes an unfinished operation that nobody holds, that `from` (a dead process, or us) held, or that expired. */
  async claim(id: string, from: string | null): Promise<boolean> {
    const { affected } = await this.control.manager
      .createQueryBuilder()
      .update(OperationEntity)
      .set({ claimedBy: this.owner, claimedUntil: claimEnd(), status: 'running' })
      .where('id = :id AND status IN (:...active)', { id, active: ACTIVE })
      .andWhere('(claimed_by IS NULL OR claimed_by = :from OR claimed_until < :now)', {
        from,
        now: new Date(),
      })
      .execute();
    return affected === 1;
  }

  /** False when the claim was lost: another process goes on with the operation. */
  async renew(id: string): Promise<boolean> {
    const { affected } = await this.control.manager.update(
      OperationEntity,
      { id, claimedBy: this.owner },
      { claimedUntil: claimEnd() },
    );
    return affected === 1;
  }

  /** Leaves the operation to whoever resumes it. */
  async release(id: string): Promise<void> {
    const free = { claimedBy: null, claimedUntil: null };
    await this.control.manager.update(OperationEntity, { id, claimedBy: this.owner }, free);
  }

  /** Ends an operation that is held; its secrets are forgotten unless it can be retried. */
  async finish(manager: EntityManager, id: string, end: OperationOutcome): Promise<boolean> {
    const forget = end.status === 'failed' ? {} : { secretsEncrypted: null };
    const free = { claimedBy: null, claimedUntil: null, activeTenantId: null, finishedAt: new Date() };
    const { affected } = await manager.update(
      OperationEntity,
      { id, claimedBy: this.owner },
      { ...end, ...forget, ...free },
    );
    return affected === 1;
  }

  async markStep(step: OperationStepEntity, status: StepStatus, error: string | null = null): Promise<void> {
    const now = new Date();
    step.status = status;
    step.error = error;
    if (status === 'running') step.startedAt = now;
    step.finishedAt = status === 'running' || status === 'pending' ? null : now;
    const { startedAt, finishedAt } = step;
    await this.control.transaction(async (manager) => {
      await manager.update(OperationStepEntity, { id: step.id }, { status, error, startedAt, finishedAt });
      const done = await manager.countBy(OperationStepEntity, {
        operationId: step.operationId,
        status: 'succeeded',
      });
      await manager.update(OperationEntity, { id: step.operationId }, { done });
    });
  }
}
