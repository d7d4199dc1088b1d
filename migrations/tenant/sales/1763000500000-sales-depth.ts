import {
  createTable,
  dateOnly,
  decimal3,
  decimal4,
  int,
  json,
  money,
  text,
  uuid,
} from '@tenantry/nest/portable';
import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { createGuards, dropGuards } from '../guards.js';
import { CREDIT_GUARDS } from './credit.guards.js';

const NUMBER = 'bigint NOT NULL DEFAULT 0';
const FLAG = 'boolean NOT NULL DEFAULT FALSE';

const COLUMNS: readonly (readonly [table: string, column: string, type: string])[] = [
  ['invoices', 'credited', NUMBER],
  ['invoices', 'discount', NUMBER],
  ['invoices', 'prices_include_tax', FLAG],
  ['invoice_payments', 'credit', NUMBER],
  ['customers', 'credit', NUMBER],
  ['company_settings', 'prices_include_tax', FLAG],
];

const PAID_ON = new TableIndex({ name: 'ix_invoice_payments_received_on', columnNames: ['received_on'] });

export class SalesDepth1763000500000 implements MigrationInterface {
  name = 'SalesDepth1763000500000';

  async up(runner: QueryRunner): Promise<void> {
    // In plain SQL: on SQLite TypeORM would make the table anew, and the guards of the old one would be gone.
    for (const [table, column, type] of COLUMNS) {
      if (await runner.hasColumn(table, column)) continue;
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }
    await createIndex(runner);
    await createCreditNotes(runner);
    await createRefunds(runner);
    await createGuards(runner, CREDIT_GUARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropGuards(runner, CREDIT_GUARDS);
    for (const table of ['customer_refunds', 'credit_note_lines', 'credit_notes'])
      await runner.dropTable(table);
    await runner.dropIndex('invoice_payments', PAID_ON);
    for (const [table, column] of COLUMNS.toReversed()) {
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
  }
}

async function createIndex(runner: QueryRunner): Promise<void> {
  const payments = await runner.getTable('invoice_payments');
  if (payments?.indices.some(({ name }) => name === PAID_ON.name)) return;
  await runner.createIndex('invoice_payments', PAID_ON);
}

async function createCreditNotes(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'credit_notes', {
    columns: {
      number: text(30),
      invoice_id: uuid(),
      customer_id: uuid(),
      location_id: uuid({ nullable: true }),
      currency: text(3),
      issue_date: dateOnly(),
      reason: text(500),
      net: money(),
      tax: money(),
      total: money(),
      kept: money({ default: 0 }),
      parties: json(),
    },
    uniques: [['number']],
    indexes: [
      ['invoice_id'],
      ['customer_id', 'id'],
      ['location_id', 'id'],
      ['issue_date', 'id'],
      ['total', 'id'],
    ],
    foreignKeys: {
      invoice_id: { table: 'invoices' },
      customer_id: { table: 'customers' },
      location_id: { table: 'locations' },
    },
    checks: {
      credit_notes_total: 'total = net + tax AND total > 0',
      credit_notes_kept: 'kept >= 0 AND kept <= total',
    },
  });
  await createTable(runner, 'credit_note_lines', {
    columns: {
      credit_note_id: uuid(),
      position: int(),
      invoice_line_id: uuid(),
      product_id: uuid({ nullable: true }),
      description: text(500),
      quantity: decimal3({ nullable: true }),
      tax_rate_id: uuid({ nullable: true }),
      tax_code: text(40, { nullable: true }),
      tax_rate: decimal4(),
      net: money(),
      tax: money(),
      gross: money(),
    },
    uniques: [['credit_note_id', 'position']],
    indexes: [['invoice_line_id'], ['product_id'], ['tax_rate_id']],
    foreignKeys: {
      credit_note_id: { table: 'credit_notes' },
      invoice_line_id: { table: 'invoice_lines' },
      product_id: { table: 'products' },
      tax_rate_id: { table: 'tax_rates' },
    },
    checks: { credit_note_lines_gross: 'gross = net + tax' },
  });
}

const createRefunds = (runner: QueryRunner) =>
  createTable(runner, 'customer_refunds', {
    columns: {
      customer_id: uuid(),
      location_id: uuid({ nullable: true }),
      amount: money(),
      method: text(20),
      refunded_on: dateOnly(),
      reference: text(200, { nullable: true }),
    },
    indexes: [['customer_id', 'id']],
    foreignKeys: { customer_id: { table: 'customers' }, location_id: { table: 'locations' } },
    checks: { customer_refunds_amount: 'amount > 0' },
  });
