import type { QueryRunner } from 'typeorm';
import type { Dialect } from '../engine/dialect.js';
import { dialectOf } from '../engine/dialects.js';
import { SORT_KEY_LENGTH } from './fold-text.js';

export interface TextKeySpec {
  /** Columns of `SortKeyOf`, such as `name_key`. */
  sorted?: readonly string[];
}

const SEARCH_KEY = 'search_key';

/**
 * Adds the columns of `SearchKey` and `SortKeyOf` to a table, with indexes for pages by each sort key and for the rows
 * that have no keys yet, which are made when they are asked for. Can be run again. In plain SQL: on SQLite TypeORM
 * would make the table anew, and its triggers would be gone.
 */
export async function addTextKeys(
  runner: QueryRunner,
  table: string,
  { sorted = [] }: TextKeySpec = {},
): Promise<void> {
  const dialect = dialectOf(runner.dataSource.options.type);
  await addKey(runner, table, SEARCH_KEY, longKey(dialect));
  for (const key of sorted) await addKey(runner, table, key, shortKey(dialect));
  const stored = await runner.getTable(table);
  const known = new Set(stored?.indices.map(({ name }) => name));
  for (const [name, definition] of indexesOf(table, sorted, dialect)) {
    if (!known.has(name)) await runner.query(`CREATE INDEX ${name} ON ${table} ${definition}`);
  }
}

/** Takes them away again. */
export async function dropTextKeys(
  runner: QueryRunner,
  table: string,
  { sorted = [] }: TextKeySpec = {},
): Promise<void> {
  const dialect = dialectOf(runner.dataSource.options.type);
  for (const [name] of indexesOf(table, sorted, dialect)) {
    await runner.query(`DROP INDEX ${name}${dialect.indexesByTable ? ` ON ${table}` : ''}`);
  }
  for (const key of [SEARCH_KEY, ...sorted]) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${key}`);
}

async function addKey(runner: QueryRunner, table: string, key: string, type: string): Promise<void> {
  if (await runner.hasColumn(table, key)) return;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${key} ${type}`);
}

// By the numbers of their letters on every engine: a server's own order differs from another's.
const shortKey = ({ binaryText }: Dialect): string =>
  `varchar(${SORT_KEY_LENGTH}) ${binaryText} NOT NULL DEFAULT ''`;

const longKey = ({ longText, binaryText, longTextDefault }: Dialect): string =>
  `${longText} ${binaryText} NOT NULL DEFAULT ${longTextDefault === 'expression' ? "('')" : "''"}`;

function indexesOf(
  table: string,
  sorted: readonly string[],
  { partialIndexes }: Dialect,
): [string, string][] {
  const missing = partialIndexes ? `(id) WHERE ${SEARCH_KEY} = ''` : `(${SEARCH_KEY}(1))`;
  const pages = sorted.map((key): [string, string] => [`ix_${table}_${key}_id`, `(${key}, id)`]);
  return [[`ix_${table}_without_key`, missing], ...pages];
}
