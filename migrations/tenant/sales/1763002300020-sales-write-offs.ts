import { createTable, dateOnly, money, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createGuards, dropGuards } from '../guards.js';
import { addPlainColumns, dropPlainColumns } from '../plain-columns.js';
import { WRITE_OFF_GUARDS } from './write-off.guards.js';

const TABLE = 'invoice_write_offs';

export class SalesWriteOffs1763002300020 implements MigrationInterface {
  name = 'SalesWriteOffs1763002300020';

  async up(runner: QueryRunner): Promise<void> {
    await addPlainColumns(runner, 'invoices', { written_off: money({ default: 0 }) });
    await createTable(runner, TABLE, {
      columns: {
        invoice_id: uuid(),
        written_off_on: dateOnly(),
        reason: text(500),
        net: money(),
        tax: money(),
        total: money(),
        reverses_id: uuid({ nullable: true }),
      },
      uniques: [['reverses_id']],
      indexes: [['invoice_id', 'id']],
      foreignKeys: { invoice_id: { table: 'invoices' }, reverses_id: { table: TABLE } },
      checks: {
        invoice_write_offs_total: 'total = net + tax',
        invoice_write_offs_side: '(total > 0) = (reverses_id IS NULL) AND total <> 0',
      },
    });
    await createGuards(runner, WRITE_OFF_GUARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropGuards(runner, WRITE_OFF_GUARDS);
    await runner.dropTable(TABLE, true);
    await dropPlainColumns(runner, 'invoices', ['written_off']);
  }
}
