import { dialectOf } from '@tenantry/nest/portable';
import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Driver } from 'typeorm/driver/Driver.js';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** Rows a statement: with the widest table, far from the 32,766 parameters that SQLite takes. */
const ROWS_AT_ONCE = 250;
/** PostgreSQL takes them as one parameter. */
const ROWS_OF_JSON = 5000;

interface Rows {
  readonly metadata: EntityMetadata;
  readonly columns: readonly ColumnMetadata[];
  /** As the columns store them. */
  readonly values: readonly (readonly unknown[])[];
}

/** A statement with its parameters. */
type Insertion = [sql: string, parameters: unknown[]];

/** Inserts new rows many at a time. TypeORM's own builder takes most of the time of large statements for itself. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  for (const insertion of insertionsOf(manager, target, rows)) await manager.query(...insertion);
}

/** The statements that insert the rows, each made when it is asked for. */
export function* insertionsOf<T extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<T>,
  rows: readonly T[],
): Generator<Insertion> {
  const metadata = manager.dataSource.getMetadata(target);
  const columns = metadata.columns.filter(({ isInsert, isVirtual }) => isInsert && !isVirtual);
  const { driver, options } = manager.dataSource;
  const valueOf = (row: T, column: ColumnMetadata): unknown =>
    driver.preparePersistentValue(column.isVersion ? 1 : (column.getEntityValue(row) ?? null), column);
  const [size, insertion] = dialectOf(options.type).rowsOfJson
    ? ([ROWS_OF_JSON, ofJson] as const)
    : ([ROWS_AT_ONCE, ofValues] as const);
  for (let at = 0; at < rows.length; at += size) {
    const some = rows.slice(at, at + size);
    const values = some.map((row) => columns.map((column) => valueOf(row, column)));
    yield insertion(driver, { metadata, columns, values });
  }
}

/** A server that plans thousands of parameters takes longer for it than for the rows. */
function ofJson(driver: Driver, { metadata, columns, values }: Rows): Insertion {
  const table = driver.escape(metadata.tableName);
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const rows = values.map((row) =>
    Object.fromEntries(columns.map(({ databaseName }, at) => [databaseName, row[at]])),
  );
  return [
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  ];
}

function ofValues(driver: Driver, { metadata, columns, values }: Rows): Insertion {
  const names = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
  const row = (index: number): string =>
    columns
      .map(({ databaseName }, at) => driver.createParameter(databaseName, index * columns.length + at))
      .join(', ');
  const rows = values.map((_, index) => `(${row(index)})`).join(', ');
  return [`INSERT INTO ${driver.escape(metadata.tableName)} (${names}) VALUES ${rows}`, values.flat()];
}
