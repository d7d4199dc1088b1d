import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const TABLE = 'receivables';
const index = (name: string, columnNames: string[]) =>
  new TableIndex({ name: `ix_${TABLE}_${name}`, columnNames });

const OLD = index('customer_id_last_day', ['customer_id', 'last_day']);
/** All that a report asks for of a customer, so that it needn't read the rows. */
const NEW = index('by_customer', [
  ...['customer_id', 'last_day', 'first_day', 'node', 'due_day', 'owed', 'location_id', 'issue_day'],
]);

export class ReceivablesByCustomer1763001300000 implements MigrationInterface {
  name = 'ReceivablesByCustomer1763001300000';

  up(runner: QueryRunner): Promise<void> {
    return replace(runner, OLD, NEW);
  }

  down(runner: QueryRunner): Promise<void> {
    return replace(runner, NEW, OLD);
  }
}

async function replace(runner: QueryRunner, old: TableIndex, other: TableIndex): Promise<void> {
  const names = (await runner.getTable(TABLE))?.indices.map(({ name }) => name) ?? [];
  if (!names.includes(other.name)) await runner.createIndex(TABLE, other);
  if (names.includes(old.name)) await runner.dropIndex(TABLE, old);
}
