import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { dialectOf } from '../engine/dialects.js';
import { OLDER_KEYS, textKeysOf } from './text-keys.js';

/** Few enough for the parameters that every engine takes, and for one turn of the program. */
const ROWS_AT_ONCE = 200;

/** A statement with its parameters. */
type Statement = [sql: string, parameters: unknown[]];

/** What the statements need of an entity. */
interface Keyed {
  readonly metadata: EntityMetadata;
  readonly id: ColumnMetadata;
  /** The search key first. */
  readonly keys: readonly [ColumnMetadata, ...ColumnMetadata[]];
}

/**
 * Makes the keys of rows that have none. Migrations can't: in tables that tenants share they see no rows, and what was
 * written past the entities comes after them. An index finds the rows, so where there are none it costs one look.
 */
export async function keepTextKeys(manager: EntityManager, metadata: EntityMetadata): Promise<void> {
  const [searchKey, ...sortKeys] = textKeysOf(metadata);
  const [id] = metadata.primaryColumns;
  if (!searchKey || !id) return;
  const keyed: Keyed = { metadata, id, keys: [searchKey, ...sortKeys] };
  const write = searchKey.isUpdate ? updateOf : insertOf;
  let rows: ObjectLiteral[];
  do {
    rows = await withoutKey(manager, keyed);
    if (rows.length > 0) await manager.query(...write(manager, keyed, rows));
  } while (rows.length === ROWS_AT_ONCE);
}

function withoutKey(manager: EntityManager, { metadata, id, keys: [key] }: Keyed): Promise<ObjectLiteral[]> {
  const query = manager
    .createQueryBuilder<ObjectLiteral>(metadata.target, 'row')
    .where(`row.${key.propertyName} = ''`);
  if (!key.isUpdate)
    query.andWhere(`NOT EXISTS (SELECT 1 FROM ${OLDER_KEYS} older WHERE older.id = row.${id.propertyName})`);
  return query.limit(ROWS_AT_ONCE).getMany();
}

/** In plain SQL: neither the version of a row nor its last change is another one. */
function updateOf(
  { dataSource }: EntityManager,
  { metadata, id, keys }: Keyed,
  rows: ObjectLiteral[],
): Statement {
  const { driver } = dataSource;
  const parameters: unknown[] = [];
  const given = (value: unknown): string => driver.createParameter('key', parameters.push(value) - 1);
  const name = (column: ColumnMetadata): string => driver.escape(column.databaseName);
  const idOf = (row: ObjectLiteral): unknown => id.getEntityValue(row);
  const sets = keys.map((key) => {
    const cases = rows.map((row) => `WHEN ${given(idOf(row))} THEN ${given(key.getEntityValue(row))}`);
    return `${name(key)} = CASE ${name(id)} ${cases.join(' ')} END`;
  });
  // A row that somebody has changed meanwhile has its key.
  const still = `${name(keys[0])} = '' AND ${name(id)} IN (${rows.map((row) => given(idOf(row))).join(', ')})`;
  return [`UPDATE ${driver.escape(metadata.tableName)} SET ${sets.join(', ')} WHERE ${still}`, parameters];
}

/** Somebody else may do the same at this moment. */
function insertOf(
  { dataSource }: EntityManager,
  { id, keys: [key] }: Keyed,
  rows: ObjectLiteral[],
): Statement {
  const { driver, options } = dataSource;
  const parameters = rows.flatMap((row): unknown[] => [id.getEntityValue(row), key.getEntityValue(row)]);
  const values = rows.map(
    (_, at) => `(${driver.createParameter('id', at * 2)}, ${driver.createParameter('key', at * 2 + 1)})`,
  );
  const again = dialectOf(options.type).onTakenKey('id');
  return [`INSERT INTO ${OLDER_KEYS} (id, search_key) VALUES ${values.join(', ')} ${again}`, parameters];
}
