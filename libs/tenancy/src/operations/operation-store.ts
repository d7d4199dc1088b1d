import { type DataSource, type EntityManager, In, LessThan, type SelectQueryBuilder } from 'typeorm';
import { TenantBusyError } from '../catalog/rows/catalog.errors.js';
import { ACTIVE, claimEnd, OperationClaims } from './operation-claims.js';
import { OperationStepEntity } from '../catalog/rows/operation-step.entity.js';
import {
  OperationEntity,
  type OperationInput,
  type OperationStatus,
} from '../catalog/rows/operation.entity.js';
import type { SecretBox } from '../catalog/secrets/secret-box.js';

export interface NewOperation {
  kind: string;
  tenant: { id: string; slug: string };
  input: OperationInput;
  secrets: Readonly<Record<string, string>>;
  steps: readonly string[];
}

export interface OperationFilter {
  status?: OperationStatus;
  kind?: string;
  tenant?: string;
  /** Operations older than this id. */
  before?: string;
  limit?: number;
}

/** Reads operations and writes them down; the process that runs one writes through OperationClaims. */
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

  /** What `owner` writes while it runs operations. */
  claimsOf(owner: string): OperationClaims {
    return new OperationClaims(this.control, owner);
  }

  async requestCancel(manager: EntityManager, id: string): Promise<void> {
    await manager.update(OperationEntity, { id, status: In(ACTIVE) }, { cancelRequested: true });
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
}

/** Throws TenantBusyError. */
export async function assertFree(manager: EntityManager, tenantId: string, slug: string): Promise<void> {
  if (await manager.existsBy(OperationEntity, { activeTenantId: tenantId })) throw new TenantBusyError(slug);
}

const secretsPlace = (id: string): string => `operations.secrets:${id}`;

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
