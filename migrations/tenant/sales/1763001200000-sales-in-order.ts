import { createTable, int, money, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SalesQuarters1763001000000 } from './1763001000000-sales-quarters.js';

const TABLE = 'sales_balances';

/** Kept sums in the order in which reports read them. They are made of the documents again when they are first asked for. */
export class SalesInOrder1763001200000 implements MigrationInterface {
  name = 'SalesInOrder1763001200000';

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
      clusteredBy: ['dimension', 'grain', 'bucket', 'location_key', 'subject_id'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await new SalesQuarters1763001000000().up(runner);
  }
}
