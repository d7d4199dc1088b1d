import {
  boolean,
  createTable,
  dateOnly,
  decimal4,
  instant,
  int,
  money,
  text,
  uuid,
} from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createGuards, dropGuards } from '../guards.js';
import { JOURNAL_GUARDS } from './journal.guards.js';

const TABLES = [
  'tax_rates',
  'accounts',
  'accounting_years',
  'accounting_periods',
  'journal_entries',
  'journal_lines',
  'journal_taxes',
  'ledger_balances',
  'tax_balances',
  'expenses',
];

export class AccountingInit1763000300000 implements MigrationInterface {
  name = 'AccountingInit1763000300000';

  async up(runner: QueryRunner): Promise<void> {
    await createSettings(runner);
    await createCalendar(runner);
    await createJournal(runner);
    await createBalances(runner);
    await createExpenses(runner);
    await createGuards(runner, JOURNAL_GUARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropGuards(runner, JOURNAL_GUARDS);
    for (const table of TABLES.toReversed()) await runner.dropTable(table, true);
  }
}

async function createSettings(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'tax_rates', {
    columns: {
      code: text(40),
      name: text(200),
      rate: decimal4(),
      valid_from: dateOnly({ nullable: true }),
      valid_to: dateOnly({ nullable: true }),
      active: boolean({ default: true }),
    },
    uniques: [['code']],
    checks: { tax_rates_rate: 'rate >= 0' },
  });
  await createTable(runner, 'accounts', {
    columns: {
      code: text(20),
      name: text(200),
      type: text(10),
      parent_id: uuid({ nullable: true }),
      role: text(40, { nullable: true }),
      active: boolean({ default: true }),
    },
    uniques: [['code'], ['role']],
    indexes: [['parent_id']],
    foreignKeys: { parent_id: { table: 'accounts' } },
  });
}

async function createCalendar(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'accounting_years', {
    columns: {
      year: int(),
      last_number: int({ default: 0 }),
      status: text(10, { default: 'open' }),
      closed_at: instant({ nullable: true }),
      closed_by: text(320, { nullable: true }),
    },
    uniques: [['year']],
  });
  await createTable(runner, 'accounting_periods', {
    columns: {
      period: text(7),
      status: text(10, { default: 'open' }),
      closed_at: instant({ nullable: true }),
      closed_by: text(320, { nullable: true }),
      reopened_at: instant({ nullable: true }),
      reopened_by: text(320, { nullable: true }),
      reopen_reason: text(500, { nullable: true }),
    },
    uniques: [['period']],
  });
}

async function createJournal(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'journal_entries', {
    columns: {
      number: text(30),
      date: dateOnly(),
      memo: text(500),
      source: text(30),
      source_id: uuid({ nullable: true }),
      layer: text(10, { default: 'regular' }),
      location_id: uuid({ nullable: true }),
      reverses_id: uuid({ nullable: true }),
      total: money(),
      posted_by: text(320, { nullable: true }),
      status: text(10, { default: 'draft' }),
    },
    uniques: [['number'], ['reverses_id'], ['source', 'source_id']],
    indexes: [['date', 'id'], ['source_id']],
    foreignKeys: { location_id: { table: 'locations' }, reverses_id: { table: 'journal_entries' } },
  });
  await createTable(runner, 'journal_lines', {
    columns: {
      entry_id: uuid(),
      position: int(),
      account_id: uuid(),
      date: dateOnly(),
      location_id: uuid({ nullable: true }),
      debit: money({ default: 0 }),
      credit: money({ default: 0 }),
    },
    uniques: [['entry_id', 'position']],
    indexes: [['account_id', 'date', 'id']],
    foreignKeys: {
      entry_id: { table: 'journal_entries' },
      account_id: { table: 'accounts' },
      location_id: { table: 'locations' },
    },
    checks: { journal_lines_one_side: '(debit > 0 AND credit = 0) OR (credit > 0 AND debit = 0)' },
  });
  await createTable(runner, 'journal_taxes', {
    columns: { entry_id: uuid(), direction: text(10), tax_rate_id: uuid(), net: money(), tax: money() },
    uniques: [['entry_id', 'direction', 'tax_rate_id']],
    indexes: [['tax_rate_id']],
    foreignKeys: { entry_id: { table: 'journal_entries' }, tax_rate_id: { table: 'tax_rates' } },
  });
}

async function createBalances(runner: QueryRunner): Promise<void> {
  const bucket = { grain: text(5), bucket: text(10) };
  await createTable(runner, 'ledger_balances', {
    columns: {
      ...bucket,
      account_id: uuid(),
      location_key: text(36, { default: '' }),
      layer: text(10, { default: 'regular' }),
      debit: money({ default: 0 }),
      credit: money({ default: 0 }),
    },
    uniques: [['grain', 'bucket', 'account_id', 'location_key', 'layer']],
    foreignKeys: { account_id: { table: 'accounts' } },
  });
  await createTable(runner, 'tax_balances', {
    columns: {
      ...bucket,
      direction: text(10),
      tax_rate_id: uuid(),
      location_key: text(36, { default: '' }),
      net: money({ default: 0 }),
      tax: money({ default: 0 }),
    },
    uniques: [['grain', 'bucket', 'direction', 'tax_rate_id', 'location_key']],
    foreignKeys: { tax_rate_id: { table: 'tax_rates' } },
  });
}

async function createExpenses(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'expenses', {
    columns: {
      date: dateOnly(),
      category: text(100),
      vendor: text(200, { nullable: true }),
      description: text(1000, { nullable: true }),
      net: money(),
      tax: money({ default: 0 }),
      total: money(),
      tax_rate_id: uuid({ nullable: true }),
      location_id: uuid({ nullable: true }),
      account_id: uuid({ nullable: true }),
      status: text(10, { default: 'draft' }),
      approved_by: text(320, { nullable: true }),
      paid_on: dateOnly({ nullable: true }),
      method: text(20, { nullable: true }),
      reference: text(200, { nullable: true }),
    },
    indexes: [
      ['date', 'id'],
      ['status', 'date', 'id'],
    ],
    foreignKeys: {
      tax_rate_id: { table: 'tax_rates' },
      location_id: { table: 'locations' },
      account_id: { table: 'accounts' },
    },
    checks: { expenses_total: 'net > 0 AND tax >= 0 AND total = net + tax' },
  });
}
