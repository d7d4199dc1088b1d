import type { ObjectLiteral } from 'typeorm';
import type { OwnedDataSource } from './entity-owner.js';
import { StoreInsertQueryBuilder } from './store-insert-query-builder.js';

/** An insert into tables that tenants share: what is unique there is unique within a tenant. */
export class SharedInsertQueryBuilder<E extends ObjectLiteral> extends StoreInsertQueryBuilder<E> {
  /** An upsert names a unique key by its columns, and the server knows none without the tenant's. */
  protected override createInsertExpression(): string {
    const { tenantColumn } = this.dataSource as OwnedDataSource;
    const { onUpdate } = this.expressionMap;
    const conflict: unknown = onUpdate?.conflict;
    if (tenantColumn && Array.isArray(conflict) && !conflict.includes(tenantColumn))
      Object.assign(onUpdate ?? {}, { conflict: [tenantColumn, ...(conflict as string[])] });
    return super.createInsertExpression();
  }
}
