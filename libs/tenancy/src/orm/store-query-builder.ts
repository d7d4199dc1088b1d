import {
  type InsertQueryBuilder,
  type ObjectLiteral,
  type QueryRunner,
  SelectQueryBuilder,
  type UpdateQueryBuilder,
} from 'typeorm';
import { dialectOf } from '../engine/dialects.js';
import { markOwned, type OwnedDataSource } from './entity-owner.js';
import { hydrating } from '../schema/hydrating.js';
import { entitiesOf, hasPlainRows } from './plain-rows.js';
import { headOf, inColumns } from './select-texts.js';
import { SharedInsertQueryBuilder } from './shared-insert-query-builder.js';
import { StoreInsertQueryBuilder } from './store-insert-query-builder.js';
import { StoreUpdateQueryBuilder } from './store-update-query-builder.js';

/** A select whose entities remember the store they came from. */
export class StoreSelectQueryBuilder<E extends ObjectLiteral> extends SelectQueryBuilder<E> {
  protected override async executeEntitiesAndRawResults(
    runner: QueryRunner,
  ): Promise<{ entities: E[]; raw: unknown[] }> {
    const source = this.dataSource as OwnedDataSource;
    const read = (): ReturnType<typeof this.executeEntitiesAndRawResults> =>
      hasPlainRows(this.expressionMap)
        ? this.readPlainRows(runner)
        : super.executeEntitiesAndRawResults(runner);
    const inContext = source.template.hydratesInContext;
    const results = await (inContext ? hydrating.run({ source, reading: true }, read) : read());
    const { mainAlias } = this.expressionMap;
    if (mainAlias?.hasMetadata) markOwned(results.entities, mainAlias.metadata, source.owner);
    return results;
  }

  private async readPlainRows(runner: QueryRunner): Promise<{ entities: E[]; raw: unknown[] }> {
    const raw = (await this.loadRawResults(runner)) as ObjectLiteral[];
    const entities = entitiesOf<E>(raw, this.expressionMap, this.queryRunner);
    const { callListeners, mainAlias } = this.expressionMap;
    if (callListeners && mainAlias && entities.length > 0)
      await runner.broadcaster.broadcast('Load', mainAlias.metadata, entities);
    return { entities, raw };
  }

  override insert(): InsertQueryBuilder<E> {
    super.insert();
    const { tenantColumn } = this.dataSource as OwnedDataSource;
    return tenantColumn ? new SharedInsertQueryBuilder<E>(this) : new StoreInsertQueryBuilder<E>(this);
  }

  override update(...given: unknown[]): UpdateQueryBuilder<E> {
    (super.update as (...values: unknown[]) => unknown).apply(this, given);
    return new StoreUpdateQueryBuilder<E>(this);
  }

  protected override createSelectExpression(): string {
    return headOf(this.expressionMap, () => super.createSelectExpression());
  }

  protected override replacePropertyNamesForTheWholeQuery(statement: string): string {
    return inColumns(this.expressionMap, statement, () =>
      super.replacePropertyNamesForTheWholeQuery(statement),
    );
  }

  protected override createLockExpression(): string {
    return dialectOf(this.dataSource.options.type).locksRows ? super.createLockExpression() : '';
  }
}
