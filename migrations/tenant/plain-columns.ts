import { columnOptions, type PortableColumn } from '@tenantry/nest/portable';
import { type QueryRunner, TableIndex } from 'typeorm';

/**
 * Adds columns in plain SQL, skipping those that are there: on SQLite TypeORM would make the table anew, and its guards
 * would be gone.
 */
export async function addPlainColumns(
  runner: QueryRunner,
  table: string,
  columns: Record<string, PortableColumn>,
): Promise<void> {
  for (const [name, column] of Object.entries(columns)) {
    if (await runner.hasColumn(table, name)) continue;
    await runner.query(`ALTER TABLE ${table} ADD COLUMN ${definition(runner, name, column)}`);
  }
}

export async function dropPlainColumns(
  runner: QueryRunner,
  table: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
}

function definition(runner: QueryRunner, name: string, column: PortableColumn): string {
  const options = columnOptions(name, column, runner.dataSource.options.type);
  return [
    name,
    options.length === undefined ? options.type : `${options.type}(${options.length})`,
    ...(options.charset === undefined ? [] : [`CHARACTER SET ${options.charset}`]),
    ...(options.collation === undefined ? [] : [`COLLATE ${options.collation}`]),
    ...(options.isNullable ? [] : ['NOT NULL']),
    ...(options.default === undefined ? [] : [`DEFAULT ${String(options.default)}`]),
  ].join(' ');
}
/** Adds an index unless there is one of that name. */
export async function addIndex(
  runner: QueryRunner,
  table: string,
  { name, columns }: { name: string; columns: readonly string[] },
): Promise<void> {
  const found = await runner.getTable(table);
  if (found?.indices.some((index) => index.name === name)) return;
  await runner.createIndex(table, new TableIndex({ name, columnNames: [...columns] }));
}
