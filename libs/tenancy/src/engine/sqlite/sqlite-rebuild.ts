import type { Table, TableColumn, TableIndex } from 'typeorm';

/** A trigger or an index as SQLite keeps it: by the statement that made it. */
export interface Kept {
  readonly name: string;
  readonly sql: string;
}

/** All of a store: those of other tables may name the one that is made anew, which SQLite then refuses. */
export const TRIGGERS = `SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`;
/** Without those that belong to a UNIQUE or PRIMARY KEY. */
export const INDEXES = `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?`;

/** What ALTER TABLE … ADD COLUMN takes: the others need the table to be made anew. */
export const isPlain = ({
  isPrimary,
  isUnique,
  isGenerated,
  asExpression,
  isNullable,
  default: value,
}: TableColumn): boolean =>
  !isPrimary &&
  !isUnique &&
  !isGenerated &&
  asExpression === undefined &&
  (isNullable || value !== undefined) &&
  !/\(|^CURRENT_/i.test(String(value ?? ''));

/** TypeORM takes an expression for a column named null. */
export const isOfColumns = ({ columnNames }: TableIndex): boolean =>
  (columnNames as (string | null)[]).every((name) => name !== null);

/** Indexes to be made again: TypeORM knows neither expressions, nor order, nor collations. */
export function lostIndexes(
  before: readonly Kept[],
  after: readonly Kept[],
  { oldTable, newTable }: { oldTable: Table; newTable: Table },
): Kept[] {
  const now = new Map(after.map(({ name, sql }) => [name, sql]));
  return before.filter(({ name, sql }) => {
    if (now.get(name) === sql) return false;
    const [was, is] = [oldTable, newTable].map(({ indices }) => indices.find((one) => one.name === name));
    // It was taken away on purpose, or is about other columns now.
    return columnsOf(was) === columnsOf(is);
  });
}

const columnsOf = (index: TableIndex | undefined): string | undefined => index?.columnNames.join(',');
