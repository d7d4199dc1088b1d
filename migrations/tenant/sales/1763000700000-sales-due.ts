import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const index = (...columnNames: string[]) =>
  new TableIndex({ name: `ix_invoices_${columnNames.slice(0, 3).join('_')}`, columnNames });

const DUE = index('status', 'listed_due', 'id');

/** All that sales reports ask of a document, so that they needn't read the documents themselves. */
const REPORTED = index('issue_date', 'status', 'location_id', 'customer_id', 'net', 'tax', 'total', 'id');

export class SalesDue1763000700000 implements MigrationInterface {
  name = 'SalesDue1763000700000';

  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn('invoices', 'voided_on'))) {
      // In plain SQL: on SQLite TypeORM would make the table anew, and the guards of the old one would be gone.
      await runner.query('ALTER TABLE invoices ADD COLUMN voided_on date');
    }
    for (const added of [DUE, REPORTED]) {
      const invoices = await runner.getTable('invoices');
      if (invoices?.indices.some(({ name }) => name === added.name)) continue;
      await runner.createIndex('invoices', added);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const added of [DUE, REPORTED]) await runner.dropIndex('invoices', added);
    await runner.query('ALTER TABLE invoices DROP COLUMN voided_on');
  }
}
