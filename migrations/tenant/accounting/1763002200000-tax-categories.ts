import { createTable, money, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addPlainColumns, dropPlainColumns } from '../plain-columns.js';

const PARTS = 'journal_tax_parts';
const BALANCES = 'tax_category_balances';

/**
 * Tables of their own, beside those that know taxed parts only: what is in these stays where it is and counts on, as
 * the category of its rate.
 */
export class TaxCategories1763002200000 implements MigrationInterface {
  name = 'TaxCategories1763002200000';

  async up(runner: QueryRunner): Promise<void> {
    const added = { category: text(20, { nullable: true }), reason: text(500, { nullable: true }) };
    await addPlainColumns(runner, 'tax_rates', added);
    await createTable(runner, PARTS, {
      columns: {
        entry_id: uuid(),
        direction: text(10),
        tax_rate_id: uuid({ nullable: true }),
        category: text(20),
        net: money(),
        tax: money(),
      },
      indexes: [['entry_id'], ['tax_rate_id']],
      foreignKeys: { entry_id: { table: 'journal_entries' }, tax_rate_id: { table: 'tax_rates' } },
    });
    await createTable(runner, BALANCES, {
      columns: {
        grain: text(5),
        bucket: text(10),
        direction: text(10),
        rate_key: text(36, { default: '' }),
        category: text(20),
        location_key: text(36, { default: '' }),
        net: money({ default: 0 }),
        tax: money({ default: 0 }),
      },
      uniques: [['grain', 'bucket', 'direction', 'rate_key', 'category', 'location_key']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(BALANCES, true);
    await runner.dropTable(PARTS, true);
    await dropPlainColumns(runner, 'tax_rates', ['reason', 'category']);
  }
}
