import { dialectOf, foldText, keepTextKeys, OLDER_KEYS, sortedBy } from '@tenantry/nest/portable';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { ValidationError } from '../errors.js';
import { type CursorValue, badCursor, decodeCursor, encodeCursor } from './keyset.cursor.js';
import type { Page, PageQuery } from './pagination.js';

export interface SortKey {
  /** A property of the entity. */
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
}

interface KeysetOptions {
  /** Alias of the entity in the query; default: the main alias. */
  readonly alias?: string;
  readonly query: Pick<PageQuery, 'limit' | 'cursor'>;
  /** Best the columns of an index; `id` is added as the last one. */
  readonly sort: readonly SortKey[];
}

/** One sort column with what the SQL needs of it: of a text, the key it is sorted by. */
interface Key extends SortKey {
  readonly path: string;
  readonly metadata: ColumnMetadata;
}

/**
 * One page of a query, found by the sort values of the row before it: its cost doesn't grow with the
 * page's number. The query may filter and join to-one relations; load to-many ones by ids afterwards.
 */
export async function keysetPage<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  { alias = builder.alias, query, sort }: KeysetOptions,
): Promise<Page<T>> {
  const keys = keysOf(builder, alias, sort);
  await keepKeysOf(builder, keys);
  const name = sort.map(({ column, direction }) => `${direction === 'DESC' ? '-' : ''}${column}`).join();
  if (query.cursor !== undefined) {
    const values = decodeCursor(
      query.cursor,
      name,
      keys.map(({ metadata }) => metadata),
    );
    startAfter(builder, keys, values);
  }
  for (const { path, direction, metadata } of keys) {
    // PostgreSQL puts NULL last and the others first; a page must not depend on the engine.
    if (metadata.isNullable) builder.addOrderBy(`CASE WHEN ${path} IS NULL THEN 1 ELSE 0 END`, 'ASC');
    builder.addOrderBy(path, direction);
  }
  const rows = await builder.limit(query.limit + 1).getMany();
  const items = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last
      ? encodeCursor(
          name,
          keys.map((key) => cursorValue(last, key)),
        )
      : null,
  };
}

function keysOf<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  alias: string,
  sort: readonly SortKey[],
): Key[] {
  const { metadata } = builder.expressionMap.findAliasByName(alias);
  const all = sort.some(({ column }) => column === 'id')
    ? sort
    : [...sort, { column: 'id', direction: sort.at(-1)?.direction ?? 'ASC' } as const];
  return all.map(({ column, direction }) => {
    const key = sortedBy(metadata, column);
    const found = metadata.findColumnWithPropertyPath(key);
    if (!found) throw new Error(`${metadata.name} has no column "${column}" to sort by.`);
    return { column, direction, path: `${alias}.${key}`, metadata: found };
  });
}

/** The keys that this query searches or sorts by are made where they are missing. */
async function keepKeysOf<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  keys: readonly Key[],
): Promise<void> {
  const { aliases, parameters } = builder.expressionMap;
  const sorts = keys.some(({ column, metadata }) => metadata.propertyPath !== column);
  if (!sorts && parameters[SEARCH_TEXT] === undefined) return;
  for (const alias of aliases) {
    if (alias.hasMetadata) await keepTextKeys(builder.dataSource.manager, alias.metadata);
  }
}

function cursorValue(row: ObjectLiteral, { metadata }: Key): CursorValue {
  const value: unknown = metadata.getEntityValue(row);
  return value instanceof Date ? value.toISOString() : ((value ?? null) as CursorValue);
}

function startAfter<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  keys: readonly Key[],
  values: readonly CursorValue[],
): void {
  keys.forEach((key, index) =>
    builder.setParameter(`after${index}`, stored(builder, key, values[index] ?? null)),
  );
  builder.andWhere(afterSql(keys, values));
  // MySQL reads the index from its beginning for a row comparison, and from here with this said as well.
  const [first] = keys;
  const { comparesRowsWhole } = dialectOf(builder.dataSource.options.type);
  if (first && !first.metadata.isNullable && !comparesRowsWhole) {
    builder.andWhere(`${first.path} ${operator(first)}= :after0`);
  }
}

/** The value as the column stores it: decimals are scaled, instants are in the engine's own spelling. */
function stored<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  { metadata }: Key,
  value: CursorValue,
): unknown {
  if (value === null) return null;
  const typed = metadata.type === Date ? new Date(value as string) : value;
  let prepared: unknown;
  try {
    prepared = builder.dataSource.driver.preparePersistentValue(typed, metadata);
  } catch {
    throw badCursor();
  }
  if (!fits(prepared, metadata)) throw badCursor();
  return prepared;
}

const MAX_INT = 2 ** 31;

function fits(prepared: unknown, { type }: ColumnMetadata): boolean {
  if (type !== 'int' && type !== 'bigint') return true;
  return Number.isSafeInteger(prepared) && (type === 'bigint' || Math.abs(prepared as number) < MAX_INT);
}

/** `(a, b, id)` comes after the cursor's values. */
function afterSql(keys: readonly Key[], values: readonly CursorValue[]): string {
  const [first] = keys;
  const alike = keys.every(
    ({ direction, metadata }) => direction === first?.direction && !metadata.isNullable,
  );
  if (first && alike) {
    // A row comparison is one range of an index; the long form below is not, on any engine.
    const columns = keys.map(({ path }) => path).join(', ');
    const after = keys.map((_, index) => `:after${index}`).join(', ');
    return `(${columns}) ${operator(first)} (${after})`;
  }
  return keys.reduceRight(
    (rest, key, index) => stepSql(key, `:after${index}`, values[index] === null, rest),
    '',
  );
}

const operator = ({ direction }: SortKey) => (direction === 'ASC' ? '>' : '<');

function stepSql(key: Key, parameter: string, isNull: boolean, rest: string): string {
  const { path, metadata } = key;
  const equal = isNull ? `${path} IS NULL` : `${path} = ${parameter}`;
  // NULL sorts last: nothing but NULL comes after NULL, and NULL comes after every value.
  const beyond = isNull ? undefined : `${path} ${operator(key)} ${parameter}`;
  const nulls = !isNull && metadata.isNullable ? `${path} IS NULL` : undefined;
  const tie = rest === '' ? undefined : `(${equal} AND ${rest})`;
  return `(${[beyond, nulls, tie].filter((part) => part !== undefined).join(' OR ')})`;
}

/** `sort=name` or `sort=-name`, out of the names a list allows; the fallback when nothing was asked. */
export function parseSort(
  sort: string | undefined,
  allowed: readonly string[],
  fallback: readonly SortKey[],
): readonly SortKey[] {
  if (sort === undefined) return fallback;
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  if (!allowed.includes(column)) {
    const choice = allowed.join(', ');
    throw new ValidationError([
      { path: 'sort', message: `sort must be one of ${choice}, with - in front to turn it` },
    ]);
  }
  return [{ column, direction: descending ? 'DESC' : 'ASC' }];
}

const SEARCH_TEXT = 'searchText';
const HOLDS_TEXT = `LIKE :${SEARCH_TEXT} ESCAPE '!'`;
const IN_OLDER_KEYS = `(SELECT older.id FROM ${OLDER_KEYS} older WHERE older.search_key ${HOLDS_TEXT})`;

/** Its rows are never changed: those without a key have it in a table beside. */
const isFixed = <T extends ObjectLiteral>({ expressionMap }: SelectQueryBuilder<T>): boolean =>
  expressionMap.mainAlias?.metadata.findColumnWithPropertyName('searchKey')?.isUpdate === false;

/**
 * Narrows a query to rows that hold the text, whatever its case and accents, in one of the columns: these hold folded
 * text, or codes in capital letters. Nothing asked, nothing done.
 */
export function searchText<T extends ObjectLiteral>(
  builder: SelectQueryBuilder<T>,
  q: string | undefined,
  columns: readonly string[] = ['searchKey'],
): SelectQueryBuilder<T> {
  const text = foldText(q ?? '');
  if (!text) return builder;
  const path = (column: string) => (column.includes('.') ? column : `${builder.alias}.${column}`);
  // "!" rather than a backslash, which MySQL reads as an escape inside the literal as well.
  const found = columns.map((column) => `${path(column)} ${HOLDS_TEXT}`);
  if (isFixed(builder)) found.push(`${path('id')} IN ${IN_OLDER_KEYS}`);
  return builder
    .andWhere(`(${found.join(' OR ')})`)
    .setParameter(SEARCH_TEXT, `%${text.replaceAll(/[!%_]/g, '!$&')}%`);
}
