import { type ObjectLiteral, UpdateQueryBuilder } from 'typeorm';
import { rowTime } from '../schema/row-clock.js';

/** An update that tells the time by the program's clock, as the entities do when they are made. */
export class StoreUpdateQueryBuilder<E extends ObjectLiteral> extends UpdateQueryBuilder<E> {
  /**
   * TypeORM writes CURRENT_TIMESTAMP: the server's clock, and whole seconds on SQLite and MySQL, so that a row was
   * changed before it was made. Clocks of several programs differ too: a change is never older than its row.
   */
  protected override createUpdateExpression(): string {
    const { mainAlias, valuesSet } = this.expressionMap;
    const changed = mainAlias?.hasMetadata ? mainAlias.metadata.updateDateColumn : undefined;
    if (!changed || !valuesSet || Array.isArray(valuesSet) || changed.getEntityValue(valuesSet) !== undefined)
      return super.createUpdateExpression();
    const made = mainAlias?.metadata.findColumnWithPropertyName('createdAt');
    const now = this.createParameter(this.dataSource.driver.preparePersistentValue(rowTime(), changed));
    const since = made && this.escape(made.databaseName);
    const time = since ? `CASE WHEN ${since} > ${now} THEN ${since} ELSE ${now} END` : now;
    this.expressionMap.valuesSet = { ...valuesSet, [changed.propertyName]: () => time };
    return super.createUpdateExpression();
  }
}
