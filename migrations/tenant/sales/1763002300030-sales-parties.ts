import { createTable, dateOnly, money, text, uuid } from '@tenantry/nest/portable';
import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { createGuards, dropGuards } from '../guards.js';
import { addPlainColumns, dropPlainColumns } from '../plain-columns.js';
import { OPENING_GUARDS } from './opening.guards.js';

const TABLE = 'customer_entries';
const ADDED = {
  opened_on: dateOnly({ nullable: true }),
  opening_id: uuid({ nullable: true }),
  foreign_number: text(60, { nullable: true }),
};
const OPENED = new TableIndex({ name: 'ix_invoices_opening_id', columnNames: ['opening_id'] });

/** What the books say of customers without a document: entries by hand, and invoices older than the books. */
export class SalesParties1763002300030 implements MigrationInterface {
  name = 'SalesParties1763002300030';

  async up(runner: QueryRunner): Promise<void> {
    await addPlainColumns(runner, 'invoices', ADDED);
    const invoices = await runner.getTable('invoices');
    if (!invoices?.indices.some(({ name }) => name === OPENED.name))
      await runner.createIndex('invoices', OPENED);
    await createTable(runner, TABLE, {
      columns: {
        customer_id: uuid(),
        location_id: uuid({ nullable: true }),
        entry_id: uuid(),
        reverses_id: uuid({ nullable: true }),
        role: text(20),
        day: dateOnly(),
        amount: money(),
        number: text(30),
        memo: text(500, { nullable: true }),
        ended_on: dateOnly({ nullable: true }),
      },
      indexes: [['customer_id', 'day'], ['entry_id']],
      foreignKeys: { customer_id: { table: 'customers' } },
      checks: { customer_entries_amount: 'amount <> 0' },
    });
    await createGuards(runner, OPENING_GUARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropGuards(runner, OPENING_GUARDS);
    await runner.dropTable(TABLE, true);
    await runner.dropIndex('invoices', OPENED);
    await dropPlainColumns(runner, 'invoices', Object.keys(ADDED));
  }
}
