import { createTable, int, money, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'receivables';

/** What was owed on which days. The rows are made of the documents when they are first asked for. */
export class SalesReceivables1763000900000 implements MigrationInterface {
  name = 'SalesReceivables1763000900000';

  async up(runner: QueryRunner): Promise<void> {
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
      // The first has all that a report asks for, so that it needn't read the rows.
      indexes: [
        ['node', 'first_day', 'last_day', 'customer_id', 'due_day', 'owed', 'location_id', 'issue_day'],
        ['customer_id', 'last_day'],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
  }
}
