import { InsertQueryBuilder, type ObjectLiteral } from 'typeorm';

/**
 * An insert whose `orIgnore` means the same on every engine: a row whose key is taken is left as it is. MySQL's
 * INSERT IGNORE lets broken foreign keys and values that don't fit pass as well, and takes a shared lock on the row
 * that is there, so that two who lock it next end in a deadlock.
 */
export class StoreInsertQueryBuilder<E extends ObjectLiteral> extends InsertQueryBuilder<E> {
  protected override createInsertExpression(): string {
    const sql = super.createInsertExpression();
    const { onIgnore, mainAlias } = this.expressionMap;
    if (!onIgnore || this.dataSource.options.type !== 'mysql' || !mainAlias?.hasMetadata) return sql;
    const [column] = mainAlias.metadata.primaryColumns.map(({ databaseName }) => this.escape(databaseName));
    return `${sql.replace(/^INSERT\s+IGNORE\s/, 'INSERT ')} ON DUPLICATE KEY UPDATE ${column} = ${column}`;
  }
}
