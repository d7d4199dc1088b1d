import { text, uuid } from '@tenantry/nest/portable';
import { type MigrationInterface, type QueryRunner, TableForeignKey, TableIndex } from 'typeorm';
import { addPlainColumns, dropPlainColumns } from '../plain-columns.js';

const LINES = 'journal_lines';
const CUSTOMER = new TableForeignKey({
  name: 'fk_journal_lines_customer_id',
  columnNames: ['customer_id'],
  referencedTableName: 'customers',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

/** Few lines name somebody: where the engine can, the others are left out of the index. */
const indexOn = (column: string, columnNames: string[]) =>
  new TableIndex({ name: `ix_journal_lines_${column}`, columnNames, where: `${column} IS NOT NULL` });

const INDEXES = [
  indexOn('customer_id', ['customer_id', 'date']),
  indexOn('vendor', ['vendor', 'account_id', 'date', 'location_id', 'debit', 'credit']),
];

/** Lines on accounts of customers and vendors say whose they are. */
export class JournalParties1763002210000 implements MigrationInterface {
  name = 'JournalParties1763002210000';

  async up(runner: QueryRunner): Promise<void> {
    await addPlainColumns(runner, LINES, { vendor: text(200, { nullable: true }) });
    await addCustomer(runner);
    const lines = await runner.getTable(LINES);
    for (const index of INDEXES) {
      if (!lines?.indices.some(({ name }) => name === index.name)) await runner.createIndex(LINES, index);
    }
    if (isSqlite(runner) || lines?.foreignKeys.some(({ name }) => name === CUSTOMER.name)) return;
    await runner.createForeignKey(LINES, CUSTOMER);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (!isSqlite(runner)) await runner.dropForeignKey(LINES, CUSTOMER);
    for (const index of INDEXES) await runner.dropIndex(LINES, index);
    await dropPlainColumns(runner, LINES, ['customer_id', 'vendor']);
  }
}

const isSqlite = (runner: QueryRunner): boolean => runner.dataSource.options.type === 'better-sqlite3';

/** SQLite takes a reference only with its column. */
async function addCustomer(runner: QueryRunner): Promise<void> {
  if (!isSqlite(runner)) return addPlainColumns(runner, LINES, { customer_id: uuid({ nullable: true }) });
  if (await runner.hasColumn(LINES, 'customer_id')) return;
  const reference = 'REFERENCES customers (id) ON DELETE RESTRICT';
  await runner.query(`ALTER TABLE ${LINES} ADD COLUMN customer_id varchar(36) ${reference}`);
}
