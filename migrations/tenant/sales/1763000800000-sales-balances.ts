import { createTable, int, money, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'sales_balances';

/** Sums of sales by customer, product, place and period. They are filled when they are first asked for. */
export class SalesBalances1763000800000 implements MigrationInterface {
  name = 'SalesBalances1763000800000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, TABLE, {
      columns: {
        grain: text(5),
        bucket: text(10),
        dimension: text(10),
        subject_id: uuid(),
        location_key: text(36, { default: '' }),
        invoices: int({ default: 0 }),
        net: money({ default: 0 }),
        tax: money({ default: 0 }),
        total: money({ default: 0 }),
      },
      uniques: [['dimension', 'grain', 'bucket', 'subject_id', 'location_key']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
  }
}
