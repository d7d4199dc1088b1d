import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const VOIDED = new TableIndex({ name: 'ix_invoices_voided_on', columnNames: ['voided_on'] });

/** Sales reports count void invoices on the day of their voiding. */
export class SalesVoidDay1763002300000 implements MigrationInterface {
  name = 'SalesVoidDay1763002300000';

  async up(runner: QueryRunner): Promise<void> {
    const invoices = await runner.getTable('invoices');
    if (invoices?.indices.some(({ name }) => name === VOIDED.name)) return;
    await runner.createIndex('invoices', VOIDED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('invoices', VOIDED);
  }
}
