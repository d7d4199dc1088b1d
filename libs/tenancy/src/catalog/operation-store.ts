import { type DataSource, type EntityManager, In, LessThan, type SelectQueryBuilder } from 'typeorm';
import { TenantBusyError } from './catalog.errors.js';
import { OperationStepEntity, type StepStatus } from './operation-step.entity.js';
import { OperationEntity, type OperationInput, type OperationStatus } from './operation.entity.js';
import type { SecretBox } from './secret-box.js';

/** A process's hold on an operation lasts this long without a sign of life. */
export const CLAIM_MS = 30_000;

export interface NewOperation {
  kind: string;
  tenant: { id: string; slug: string };
  input: OperationInput;
  secrets: Readonly<Record<string, string>>;
  steps: readonly string[];
}

export interface HeldOperation {
  id: string;
  owner: string;
}

export interface OperationFilter {
  status?: OperationStatus;
  kind?: string;
  tenant?: string;
  /** Operations older than this id. */
  before?: string;
  limit?: number;
}

/** How an operation ended. */
export interface OperationOutcome {
  status: 'succeeded' | 'failed' | 'cancelled';
  error?: string | null;
  errorCode?: string | null;
}

const ACTIVE: OperationStatus[] = ['pending', 'running'];

/** Reads and writes operations; every write of a running one holds only while the writer has the claim. */
export class OperationStore {
  constructor(
    private readonly control: DataSource,
    private readonly secrets: SecretBox,
  ) {}

  async find(id: string): Promise<OperationEntity | undefined> {
    return (await this.control.manager.findOneBy(OperationEntity, { id })) ?? undefined;
  }

  /** Newest first. */
  async list({ before, limit, ...filter }: OperationFilter = {}): Promise<OperationEntity[]> {
    return this.control.manager.find(OperationEntity, {
      where: { ...definedOf(filter), ...(before === undefined ? {} : { id: LessThan(before) }) },
      order: { id: 'DESC' },
      ...(limit === undefined ? {} : { take: limit }),
    });
  }

  /** Operations that a filter lets through, for lists that page by themselves. */
  query({
    status,
    kind,
    tenant,
  }: Omit<OperationFilter, 'before' | 'limit'>): SelectQueryBuilder<OperationEntity> {
    const query = this.control.manager.createQueryBuilder(OperationEntity, 'operation');
    return query.where(definedOf({ status, kind, tenant }));
  }

  /** The steps of some operations, in their order. */
  async stepsOf(ids: readonly string[]): Promise<OperationStepEntity[]> {
    if (ids.length === 0) return [];
    return this.control.manager.find(OperationStepEntity, {
      where: { operationId: In([...ids]) },
      order: { operationId: 'ASC', position: 'ASC' },
    });
  }

  /** Ids of what no living process has finished, oldest first. */
  async unfinished(): Promise<OperationEntity[]> {
    return this.control.manager.find(OperationEntity, {
      where: { status: In(ACTIVE) },
      order: { id: 'ASC' },
    });
  }

  /** Inside the caller's transaction, held by `owner`. Throws TenantBusyError: one at a time for a tenant. */
  async insert(manager: EntityManager, owner: string, operation: NewOperation): Promise<string> {
    const { kind, tenant, input, secrets, steps } = operation;
    await assertFree(manager, tenant.id, tenant.slug);
    const row = Object.assign(new OperationEntity(), {
      kind,
      input,
      tenantId: tenant.id,
      tenant: tenant.slug,
      activeTenantId: tenant.id,
      status: 'pending' as const,
      error: null,
      errorCode: null,
      cancelRequested: false,
      claimedBy: owner,
      claimedUntil: claimEnd(),
      finishedAt: null,
      done: 0,
      total: steps.length,
    });
    const sealed = Object.keys(secrets).length > 0 ? JSON.stringify(secrets) : undefined;
    row.secretsEncrypted = sealed ? this.secrets.seal(sealed, secretsPlace(row.id)) : null;
    await manager.insert(OperationEntity, row);
    await manager.insert(
      OperationStepEntity,
      steps.map((name, position) => newStep(row.id, name, position)),
    );
    return row.id;
  }

  secretsOf({ id, secretsEncrypted }: OperationEntity): Record<string, string> {
    return secretsEncrypted ? JSON.parse(this.secrets.open(secretsEncrypted, secretsPlace(id))) : {};
  }

  /** Takes an unfinished operation that nobody holds, that `from` (a dead process, or us) held, or that expired. */
  async claim(id: string, owner: string, from: string | null): Promise<boolean> {
    const { affected } = await this.control.manager
      .createQueryBuilder()
      .update(OperationEntity)
      .set({ claimedBy: owner, claimedUntil: claimEnd(), status: 'running' })
      .where('id = :id AND status IN (:...active)', { id, active: ACTIVE })
      .andWhere('(claimed_by IS NULL OR claimed_by = :from OR claimed_until < :now)', {
        from,
        now: new Date(),
      })
      .execute();
    return affected === 1;
  }

  /** False when the claim was lost: another process goes on with the operation. */
  async renew(id: string, owner: string): Promise<boolean> {
    const { affected } = await this.control.manager.update(
      OperationEntity,
      { id, claimedBy: owner },
      { claimedUntil: claimEnd() },
    );
    return affected === 1;
  }

  /** Leaves the operation to whoever resumes it. */
  async release(id: string, owner: string): Promise<void> {
    const free = { claimedBy: null, claimedUntil: null };
    await this.control.manager.update(OperationEntity, { id, claimedBy: owner }, free);
  }

  async requestCancel(id: string): Promise<void> {
    await this.control.manager.update(OperationEntity, { id, status: In(ACTIVE) }, { cancelRequested: true });
  }

  /** Makes a failed operation unfinished again, inside the caller's transaction; false when it isn't failed. */
  async reopen(manager: EntityManager, row: OperationEntity, cancelRequested: boolean): Promise<boolean> {
    await assertFree(manager, row.tenantId, row.tenant);
    const { affected } = await manager.update(
      OperationEntity,
      { id: row.id, status: 'failed' },
      {
        status: 'pending',
        activeTenantId: row.tenantId,
        cancelRequested,
        error: null,
        errorCode: null,
        finishedAt: null,
      },
    );
    return affected === 1;
  }

  /** Ends an operation that is held by `owner`; its secrets are forgotten unless it can be retried. */
  async finish(manager: EntityManager, operation: HeldOperation, end: OperationOutcome): Promise<boolean> {
    const { id, owner } = operation;
    const forget = end.status === 'failed' ? {} : { secretsEncrypted: null };
    const free = { claimedBy: null, claimedUntil: null, activeTenantId: null, finishedAt: new Date() };
    const { affected } = await manager.update(
      OperationEntity,
      { id, claimedBy: owner },
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

async function assertFree(manager: EntityManager, tenantId: string, slug: string): Promise<void> {
  if (await manager.existsBy(OperationEntity, { activeTenantId: tenantId })) throw new TenantBusyError(slug);
}

const secretsPlace = (id: string): string => `operations.secrets:${id}`;
const claimEnd = (): Date => new Date(Date.now() + CLAIM_MS);

const newStep = (operationId: string, name: string, position: number): OperationStepEntity =>
  Object.assign(new OperationStepEntity(), {
    operationId,
    position,
    name,
    status: 'pending' as const,
    startedAt: null,
    finishedAt: null,
    error: null,
  });

function definedOf<T extends object>(filter: T): Partial<T> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Partial<T>;
}
