import type { QueryRunner } from 'typeorm';
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
  const engine = runner.dataSource.options.type;
  await addKey(runner, table, SEARCH_KEY, longKey(engine));
  for (const key of sorted) await addKey(runner, table, key, shortKey(engine));
  const stored = await runner.getTable(table);
  const known = new Set(stored?.indices.map(({ name }) => name));
  for (const [name, definition] of indexesOf(table, sorted, engine)) {
    if (!known.has(name)) await runner.query(`CREATE INDEX ${name} ON ${table} ${definition}`);
  }
}

/** Takes them away again. */
export async function dropTextKeys(
  runner: QueryRunner,
  table: string,
  { sorted = [] }: TextKeySpec = {},
): Promise<void> {
  const engine = runner.dataSource.options.type;
  for (const [name] of indexesOf(table, sorted, engine)) {
    await runner.query(`DROP INDEX ${name}${engine === 'mysql' ? ` ON ${table}` : ''}`);
  }
  for (const key of [SEARCH_KEY, ...sorted]) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${key}`);
}

async function addKey(runner: QueryRunner, table: string, key: string, type: string): Promise<void> {
  if (await runner.hasColumn(table, key)) return;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${key} ${type}`);
}

// By the numbers of their letters on every engine: a server's own order differs from another's.
const BINARY: Readonly<Record<string, string>> = {
  postgres: 'COLLATE "C"',
  mysql: 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
};

const shortKey = (engine: string): string =>
  `varchar(${SORT_KEY_LENGTH}) ${BINARY[engine] ?? ''} NOT NULL DEFAULT ''`;

/** MySQL takes the default of a long text only as an expression. */
const longKey = (engine: string): string =>
  engine === 'mysql'
    ? `longtext ${BINARY['mysql']} NOT NULL DEFAULT ('')`
    : `text ${BINARY[engine] ?? ''} NOT NULL DEFAULT ''`;

function indexesOf(table: string, sorted: readonly string[], engine: string): [string, string][] {
  const missing = engine === 'mysql' ? `(${SEARCH_KEY}(1))` : `(id) WHERE ${SEARCH_KEY} = ''`;
  const pages = sorted.map((key): [string, string] => [`ix_${table}_${key}_id`, `(${key}, id)`]);
  return [[`ix_${table}_without_key`, missing], ...pages];
}
