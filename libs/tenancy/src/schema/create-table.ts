import {
  type QueryRunner,
  Table,
  TableCheck,
  TableColumn,
  TableForeignKey,
  TableIndex,
  TableUnique,
} from 'typeorm';
import { dialectOf } from '../engine/dialects.js';
import { columnOptions, instant, int, type PortableColumn, uuid } from './portable-types.js';

export interface TableSpec {
  columns: Record<string, PortableColumn>;
  /** Natural keys. */
  uniques?: string[][];
  /**
   * The natural key in whose order rows are stored, so that a range of it is read without looking each row up: on SQLite
   * and MySQL it is the primary key in place of `id`, on PostgreSQL one of the uniques. For rows that nobody looks up by
   * their id.
   */
  clusteredBy?: string[];
  indexes?: string[][];
  /** By column: the table it refers to (its `id`). Default on delete: RESTRICT. */
  foreignKeys?: Record<string, { table: string; onDelete?: 'RESTRICT' | 'CASCADE' | 'SET NULL' }>;
  /** SQL conditions by constraint name. On MySQL a name can be given once in a database: begin it with the table's. */
  checks?: Record<string, string>;
  /** True: without id, created_at, updated_at, version. Name the primary key in `primary`. */
  bare?: boolean;
  primary?: string[];
}

const STORED: Record<string, PortableColumn> = {
  created_at: instant(),
  updated_at: instant(),
  version: int({ default: 1 }),
};

/** Names stay under 63 bytes and are the same on every engine, so that later migrations can name them. */
const constraintName = (prefix: string, table: string, columns: string[]): string =>
  `${prefix}_${table}_${columns.join('_')}`.slice(0, 60);

/** Creates a table with the same meaning on every engine. Does nothing when the table is there already (MySQL DDL can't be rolled back, so steps are repeatable). */
export async function createTable(runner: QueryRunner, name: string, spec: TableSpec): Promise<void> {
  const engine = runner.dataSource.options.type;
  const columns = spec.bare ? spec.columns : { id: uuid(), ...spec.columns, ...STORED };
  const { primary, uniques, withoutRowid } = keysOf(spec, engine);
  await runner.createTable(
    new Table({
      name,
      columns: inOrder(columns, primary).map(([column, type]) => ({
        ...columnOptions(column, type, engine),
        isPrimary: primary.includes(column),
      })),
      withoutRowid,
      uniques: uniques.map(
        (columnNames) => new TableUnique({ name: constraintName('uq', name, columnNames), columnNames }),
      ),
      indices: (spec.indexes ?? []).map(
        (columnNames) => new TableIndex({ name: constraintName('ix', name, columnNames), columnNames }),
      ),
      foreignKeys: foreignKeys(name, spec),
      checks: checks(spec),
    }),
    true,
  );
}

/** Adds columns to an existing table by ALTER TABLE, skipping those that are there. Its guards and indexes stay. */
export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: Record<string, PortableColumn>,
): Promise<void> {
  for (const [name, type] of Object.entries(columns)) {
    if (await runner.hasColumn(table, name)) continue;
    await runner.addColumn(table, new TableColumn(columnOptions(name, type, runner.dataSource.options.type)));
  }
}

function keysOf(
  { bare, primary = bare ? [] : ['id'], uniques = [], clusteredBy }: TableSpec,
  engine: string,
) {
  const byRows = { primary, uniques, withoutRowid: false };
  if (!clusteredBy) return byRows;
  const { clustering } = dialectOf(engine);
  if (clustering === 'none') return { ...byRows, uniques: [...uniques, clusteredBy] };
  return { primary: clusteredBy, uniques, withoutRowid: clustering === 'without_rowid' };
}

/** TypeORM takes the order of a primary key from that of the columns. */
function inOrder(
  columns: Record<string, PortableColumn>,
  primary: readonly string[],
): [string, PortableColumn][] {
  const rank = (name: string): number => (primary.includes(name) ? primary.indexOf(name) : primary.length);
  return Object.entries(columns).toSorted(([a], [b]) => rank(a) - rank(b));
}

const foreignKeys = (name: string, { foreignKeys: keys = {} }: TableSpec): TableForeignKey[] =>
  Object.entries(keys).map(
    ([column, { table, onDelete = 'RESTRICT' }]) =>
      new TableForeignKey({
        name: constraintName('fk', name, [column]),
        columnNames: [column],
        referencedTableName: table,
        referencedColumnNames: ['id'],
        onDelete,
      }),
  );

const checks = ({ checks: conditions = {} }: TableSpec): TableCheck[] =>
  Object.entries(conditions).map(([name, expression]) => new TableCheck({ name, expression }));
