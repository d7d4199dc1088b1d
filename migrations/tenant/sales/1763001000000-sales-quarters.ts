import { createTable, int, money, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SalesBalances1763000800000 } from './1763000800000-sales-balances.js';

const TABLE = 'sales_balances';

/** Sums for quarters and dekads as well. They are made of the documents again when they are first asked for. */
export class SalesQuarters1763001000000 implements MigrationInterface {
  name = 'SalesQuarters1763001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
    await createTable(runner, TABLE, {
      columns: {
        grain: text(7),
        bucket: text(10),
        dimension: text(10),
        subject_id: uuid(),
        location_key: text(36, { default: '' }),
        invoices: int({ default: 0 }),
        net: money({ default: 0 }),
        tax: money({ default: 0 }),
        total: money({ default: 0 }),
      },
      // The place before the subject: over all places, a report reads the rows of a bucket as they lie.
      uniques: [['dimension', 'grain', 'bucket', 'location_key', 'subject_id']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
    await new SalesBalances1763000800000().up(runner);
  }
}
