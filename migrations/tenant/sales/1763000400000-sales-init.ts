import {
  boolean,
  createTable,
  dateOnly,
  decimal3,
  decimal4,
  instant,
  int,
  json,
  longText,
  money,
  text,
  uuid,
} from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createGuards, dropGuards } from '../guards.js';
import { INVOICE_GUARDS } from './invoice.guards.js';

export class SalesInit1763000400000 implements MigrationInterface {
  name = 'SalesInit1763000400000';

  async up(runner: QueryRunner): Promise<void> {
    await createCounters(runner);
    await createCustomers(runner);
    await createProducts(runner);
    await createInvoices(runner);
    await createInvoiceLines(runner);
    await createPayments(runner);
    await createGuards(runner, INVOICE_GUARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'invoice_payments',
      'invoice_lines',
      'invoices',
      'products',
      'customers',
      'sales_counters',
    ];
    await dropGuards(runner, INVOICE_GUARDS);
    for (const table of tables) await runner.dropTable(table);
  }
}

const createCounters = (runner: QueryRunner) =>
  createTable(runner, 'sales_counters', {
    columns: { name: text(60), value: int({ default: 0 }), last_date: dateOnly({ nullable: true }) },
    uniques: [['name']],
  });

const createCustomers = (runner: QueryRunner) =>
  createTable(runner, 'customers', {
    columns: {
      code: text(40),
      name: text(200),
      email: text(320, { nullable: true }),
      phone: text(60, { nullable: true }),
      tax_number: text(60, { nullable: true }),
      address: text(500, { nullable: true }),
      credit_limit: money({ nullable: true }),
      active: boolean({ default: true }),
    },
    uniques: [['code']],
    indexes: [['name', 'id']],
    checks: { customers_credit_limit: 'credit_limit >= 0' },
  });

const createProducts = (runner: QueryRunner) =>
  createTable(runner, 'products', {
    columns: {
      sku: text(60),
      name: text(200),
      description: text(500, { nullable: true }),
      unit: text(20, { nullable: true }),
      price: money(),
      tax_rate_id: uuid({ nullable: true }),
      active: boolean({ default: true }),
    },
    uniques: [['sku']],
    indexes: [['name', 'id'], ['price', 'id'], ['tax_rate_id']],
    foreignKeys: { tax_rate_id: { table: 'tax_rates' } },
    checks: { products_price: 'price >= 0' },
  });

const createInvoices = (runner: QueryRunner) =>
  createTable(runner, 'invoices', {
    columns: {
      number: text(30, { nullable: true }),
      status: text(20),
      customer_id: uuid(),
      location_id: uuid({ nullable: true }),
      currency: text(3),
      issue_date: dateOnly({ nullable: true }),
      listed_on: dateOnly(),
      listed_number: text(30),
      listed_due: dateOnly(),
      due_date: dateOnly({ nullable: true }),
      notes: longText({ nullable: true }),
      net: money(),
      tax: money(),
      total: money(),
      paid: money({ default: 0 }),
      parties: json({ nullable: true }),
      issued_at: instant({ nullable: true }),
      voided_at: instant({ nullable: true }),
      void_reason: text(500, { nullable: true }),
      sent_at: instant({ nullable: true }),
      sent_to: text(320, { nullable: true }),
    },
    uniques: [['number']],
    indexes: [
      ['listed_on', 'id'],
      ['listed_number', 'id'],
      ['listed_due', 'id'],
      ['total', 'id'],
      ['status', 'id'],
      ['customer_id', 'id'],
      ['location_id', 'id'],
      ['issue_date', 'status'],
    ],
    foreignKeys: { customer_id: { table: 'customers' }, location_id: { table: 'locations' } },
    checks: {
      invoices_paid: 'paid >= 0 AND paid <= total',
      invoices_total: 'total = net + tax',
      invoices_number: "(status = 'draft') = (number IS NULL)",
    },
  });

const createInvoiceLines = (runner: QueryRunner) =>
  createTable(runner, 'invoice_lines', {
    columns: {
      invoice_id: uuid(),
      position: int(),
      product_id: uuid({ nullable: true }),
      description: text(500),
      quantity: decimal3(),
      unit_price: money(),
      discount: decimal4(),
      tax_rate_id: uuid({ nullable: true }),
      tax_code: text(40, { nullable: true }),
      tax_rate: decimal4(),
      net: money(),
      tax: money(),
      gross: money(),
    },
    uniques: [['invoice_id', 'position']],
    indexes: [['product_id'], ['tax_rate_id']],
    foreignKeys: {
      invoice_id: { table: 'invoices', onDelete: 'CASCADE' },
      product_id: { table: 'products' },
      tax_rate_id: { table: 'tax_rates' },
    },
    checks: {
      invoice_lines_gross: 'gross = net + tax',
      invoice_lines_discount: 'discount >= 0 AND discount <= 10000',
    },
  });

const createPayments = (runner: QueryRunner) =>
  createTable(runner, 'invoice_payments', {
    columns: {
      invoice_id: uuid(),
      amount: money(),
      method: text(20),
      received_on: dateOnly(),
      reference: text(200, { nullable: true }),
      reverses_id: uuid({ nullable: true }),
    },
    uniques: [['reverses_id']],
    indexes: [['invoice_id', 'id']],
    foreignKeys: { invoice_id: { table: 'invoices' }, reverses_id: { table: 'invoice_payments' } },
    checks: { invoice_payments_amount: '(amount > 0) = (reverses_id IS NULL) AND amount <> 0' },
  });
