import { boolean, createTable, dateOnly, money, text, uuid } from '@tenantry/nest/portable';
import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { createGuards, dropGuards } from '../guards.js';
import { addPlainColumns, dropPlainColumns } from '../plain-columns.js';
import { PAYMENT_GUARDS } from './payment.guards.js';

const ADDED = { payment_id: uuid({ nullable: true }), deposited: boolean({ default: false }) };
const ALLOCATED = new TableIndex({ name: 'ix_invoice_payments_payment_id', columnNames: ['payment_id'] });
const TABLES = ['customer_credit_uses', 'customer_credits', 'customer_payments'];

/**
 * Payments that stand by themselves, and what a customer's credit is made of. Credit that is older than this becomes one
 * more part of it when some is spent: where tenants share tables, a migration sees none of it.
 */
export class SalesCustomerPayments1763002300010 implements MigrationInterface {
  name = 'SalesCustomerPayments1763002300010';

  async up(runner: QueryRunner): Promise<void> {
    await addPlainColumns(runner, 'invoice_payments', ADDED);
    const payments = await runner.getTable('invoice_payments');
    if (!payments?.indices.some(({ name }) => name === ALLOCATED.name))
      await runner.createIndex('invoice_payments', ALLOCATED);
    await createPayments(runner);
    await createCredits(runner);
    await createGuards(runner, PAYMENT_GUARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropGuards(runner, PAYMENT_GUARDS);
    for (const table of TABLES) await runner.dropTable(table, true);
    await runner.dropIndex('invoice_payments', ALLOCATED);
    await dropPlainColumns(runner, 'invoice_payments', Object.keys(ADDED));
  }
}

const createPayments = (runner: QueryRunner) =>
  createTable(runner, 'customer_payments', {
    columns: {
      customer_id: uuid(),
      location_id: uuid({ nullable: true }),
      amount: money(),
      method: text(20),
      received_on: dateOnly(),
      reference: text(200, { nullable: true }),
      reverses_id: uuid({ nullable: true }),
    },
    uniques: [['reverses_id']],
    indexes: [
      ['customer_id', 'id'],
      ['location_id', 'id'],
      ['received_on', 'id'],
      ['amount', 'id'],
    ],
    foreignKeys: {
      customer_id: { table: 'customers' },
      location_id: { table: 'locations' },
      reverses_id: { table: 'customer_payments' },
    },
    checks: { customer_payments_amount: '(amount > 0) = (reverses_id IS NULL) AND amount <> 0' },
  });

async function createCredits(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'customer_credits', {
    columns: { customer_id: uuid(), source_id: uuid(), day: dateOnly(), amount: money(), rest: money() },
    uniques: [['source_id']],
    indexes: [['customer_id', 'rest']],
    foreignKeys: { customer_id: { table: 'customers' } },
    checks: { customer_credits_rest: 'rest >= 0 AND rest <= amount' },
  });
  await createTable(runner, 'customer_credit_uses', {
    columns: { credit_id: uuid(), source_id: uuid(), amount: money() },
    indexes: [['source_id'], ['credit_id']],
    foreignKeys: { credit_id: { table: 'customer_credits' } },
    checks: { customer_credit_uses_amount: 'amount <> 0' },
  });
}
