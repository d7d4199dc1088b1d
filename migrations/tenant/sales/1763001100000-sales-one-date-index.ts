import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const COLUMNS = ['issue_date', 'status'];
const NAME = `ix_invoices_${COLUMNS.join('_')}`;

/** The index of sales reports begins with the same columns: every invoice was written to both. */
export class SalesOneDateIndex1763001100000 implements MigrationInterface {
  name = 'SalesOneDateIndex1763001100000';

  async up(runner: QueryRunner): Promise<void> {
    const invoices = await runner.getTable('invoices');
    if (invoices?.indices.some(({ name }) => name === NAME)) await runner.dropIndex('invoices', NAME);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex('invoices', new TableIndex({ name: NAME, columnNames: COLUMNS }));
  }
}
