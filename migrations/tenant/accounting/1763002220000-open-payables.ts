import { boolean, dateOnly, text, uuid } from '@tenantry/nest/portable';
import { type MigrationInterface, type QueryRunner, TableForeignKey } from 'typeorm';
import { addIndex, addPlainColumns, dropPlainColumns } from '../plain-columns.js';

const EXPENSES = 'expenses';
const COLUMNS = {
  number: text(60, { nullable: true }),
  due_date: dateOnly({ nullable: true }),
  origin: text(10, { nullable: true }),
  opening_entry_id: uuid({ nullable: true }),
  booked_on: dateOnly({ nullable: true }),
  voided_on: dateOnly({ nullable: true }),
  is_gross: boolean({ default: false }),
};
/** What was paid or taken back after a day was owed on it. */
const INDEXES = [
  { name: 'ix_expenses_status_paid_on', columns: ['status', 'paid_on', 'id'] },
  { name: 'ix_expenses_status_voided_on', columns: ['status', 'voided_on', 'id'] },
  { name: 'ix_expenses_opening_entry_id', columns: ['opening_entry_id'] },
];
const OPENING = new TableForeignKey({
  name: 'fk_expenses_opening_entry_id',
  columnNames: ['opening_entry_id'],
  referencedTableName: 'journal_entries',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

/** Expenses that were open when the books began, and until when each was owed. */
export class OpenPayables1763002220000 implements MigrationInterface {
  name = 'OpenPayables1763002220000';

  async up(runner: QueryRunner): Promise<void> {
    await addPlainColumns(runner, EXPENSES, COLUMNS);
    for (const index of INDEXES) await addIndex(runner, EXPENSES, index);
    if (isSqlite(runner)) return;
    const expenses = await runner.getTable(EXPENSES);
    if (!expenses?.foreignKeys.some(({ name }) => name === OPENING.name)) {
      await runner.createForeignKey(EXPENSES, OPENING);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    if (!isSqlite(runner)) await runner.dropForeignKey(EXPENSES, OPENING);
    for (const { name } of INDEXES) await runner.dropIndex(EXPENSES, name);
    await dropPlainColumns(runner, EXPENSES, Object.keys(COLUMNS).toReversed());
  }
}

/** SQLite adds no constraint to a table; the entries that are referred to are never deleted. */
const isSqlite = (runner: QueryRunner): boolean => runner.dataSource.options.type === 'better-sqlite3';
