import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS: readonly (readonly [table: string, column: string, type: string])[] = [
  ['products', 'price_includes_tax', 'boolean'],
  ['invoice_lines', 'tax_category', 'varchar(20)'],
  ['credit_note_lines', 'tax_category', 'varchar(20)'],
];

/** Rows that are there keep no value: what they mean follows from the settings and from the rates of their lines. */
export class PricesWithTax1763002400100 implements MigrationInterface {
  name = 'PricesWithTax1763002400100';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL: on SQLite TypeORM would make the table anew, and the guards of the old one would be gone.
    for (const [table, column, type] of COLUMNS) {
      if (await runner.hasColumn(table, column)) continue;
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS.toReversed()) {
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  }
}
