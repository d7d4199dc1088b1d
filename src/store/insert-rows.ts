import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** Rows a statement: with the widest table, far from the 32,766 parameters that SQLite takes. */
const ROWS_AT_ONCE = 250;

/** Inserts new rows many at a time. TypeORM's own builder takes most of the time of large statements for itself. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  const metadata = manager.dataSource.getMetadata(target);
  const columns = metadata.columns.filter(({ isInsert, isVirtual }) => isInsert && !isVirtual);
  const { driver } = manager.dataSource;
  const valueOf = (row: T, column: ColumnMetadata): unknown =>
    driver.preparePersistentValue(column.isVersion ? 1 : (column.getEntityValue(row) ?? null), column);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    const parameters = some.flatMap((row) => columns.map((column) => valueOf(row, column)));
    await manager.query(insertion(manager, { metadata, columns, rows: some.length }), parameters);
  }
}

function insertion(
  { dataSource: { driver } }: EntityManager,
  { metadata, columns, rows }: { metadata: EntityMetadata; columns: readonly ColumnMetadata[]; rows: number },
): string {
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const row = (index: number): string =>
    columns
      .map(({ databaseName }, at) => driver.createParameter(databaseName, index * columns.length + at))
      .join(', ');
  const values = Array.from({ length: rows }, (_, index) => `(${row(index)})`).join(', ');
  return `INSERT INTO ${driver.escape(metadata.tableName)} (${names}) VALUES ${values}`;
}
