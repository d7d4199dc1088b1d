import { type OperationEntity, OperationRunner, OperationStore } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import type { Page } from '../../kernel/lists/pagination.js';
import { keysetPage } from '../../kernel/lists/keyset.js';
import type { OperationQuery, OperationView } from './operation.view.js';
import { operationView } from './operation.view.js';

/** Operations as operators see and steer them. */
@Injectable()
export class OperationService {
  constructor(
    private readonly store: OperationStore,
    private readonly runner: OperationRunner,
  ) {}

  /** Newest first. */
  async list({ limit, cursor, status, kind, tenant }: OperationQuery): Promise<Page<OperationView>> {
    const { items, nextCursor } = await keysetPage(this.store.query({ status, kind, tenant }), {
      query: { limit, ...(cursor === undefined ? {} : { cursor }) },
      sort: [{ column: 'id', direction: 'DESC' }],
    });
    return { items: await this.views(items), nextCursor };
  }

  /** Throws OperationNotFoundError. */
  async get(id: string): Promise<OperationView> {
    const [view] = await this.views([await this.runner.get(id)]);
    return view!;
  }

  /** Waits for the end; throws what the operation failed with. Answers what the caller is told once. */
  wait(id: string): Promise<ReadonlyMap<string, string>> {
    return this.runner.finished(id);
  }

  async retry(id: string): Promise<OperationView> {
    await this.runner.retry(id);
    return this.get(id);
  }

  async cancel(id: string): Promise<OperationView> {
    await this.runner.cancel(id);
    return this.get(id);
  }

  private async views(rows: readonly OperationEntity[]): Promise<OperationView[]> {
    const steps = await this.store.stepsOf(rows.map(({ id }) => id));
    const byOperation = Map.groupBy(steps, ({ operationId }) => operationId);
    return rows.map((row) => operationView(row, byOperation.get(row.id) ?? []));
  }
}
