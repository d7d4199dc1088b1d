import { createTable, int, money, uuid } from '@tenantry/nest/portable';
import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { SalesReceivables1763000900000 } from './1763000900000-sales-receivables.js';

const TABLE = 'receivables';
const ASKED = ['due_day', 'owed', 'location_id', 'issue_day'];

/** All that a report asks for, so that it needn't read the rows: of all customers by the day, and of some by their ids. */
const INDEXES = [
  ['ix_receivables_by_node', ['node', 'last_day', 'first_day', ...ASKED, 'customer_id']],
  ['ix_receivables_by_customer', ['customer_id', 'last_day', 'first_day', 'node', ...ASKED]],
] as const;

/** What is open lies by its year. The rows are made of the documents again when they are first asked for. */
export class ReceivablesByCustomer1763001300000 implements MigrationInterface {
  name = 'ReceivablesByCustomer1763001300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
    await createTable(runner, TABLE, {
      columns: {
        invoice_id: uuid(),
        customer_id: uuid(),
        location_id: uuid({ nullable: true }),
        issue_day: int(),
        due_day: int(),
        first_day: int(),
        last_day: int(),
        node: int(),
        owed: money(),
      },
      uniques: [['invoice_id', 'first_day']],
    });
    for (const [name, columns] of INDEXES)
      await runner.createIndex(TABLE, new TableIndex({ name, columnNames: [...columns] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
    await new SalesReceivables1763000900000().up(runner);
  }
}
