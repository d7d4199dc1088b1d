import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../../schema/create-table.js';
import { boolean, instant, int, json, longText, money, text, uuid } from '../../schema/portable-types.js';

const TABLES = [
  'operation_steps',
  'operations',
  'tenant_domains',
  'tenants',
  'servers',
  'catalog_generation',
];

/** The catalog's tables in the control database. */
export class CatalogInit1762000000000 implements MigrationInterface {
  name = 'CatalogInit1762000000000';

  async up(runner: QueryRunner): Promise<void> {
    await generation(runner);
    await servers(runner);
    await tenants(runner);
    await domains(runner);
    await operations(runner);
    await steps(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropTable(table);
  }
}

async function generation(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'catalog_generation', {
    bare: true,
    primary: ['id'],
    columns: { id: int(), value: money() },
  });
  // The only row a migration makes: it is a lock and a counter, and has to be there before any change.
  await runner.query('INSERT INTO catalog_generation (id, value) VALUES (1, 1)');
}

async function servers(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'servers', {
    columns: {
      name: text(60),
      engine: text(20),
      url_encrypted: longText(),
      region: text(60, { nullable: true }),
      capacity: int({ nullable: true }),
      status: text(20),
    },
    uniques: [['name']],
  });
}

async function tenants(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'tenants', {
    columns: {
      slug: text(40),
      name: text(200),
      admin_email: text(320),
      status: text(20),
      isolation: text(20),
      engine: text(20),
      server: text(60, { nullable: true }),
      store: text(255),
      region: text(60, { nullable: true }),
      max_users: int(),
      multi_location: boolean(),
      plan: text(60, { nullable: true }),
      currency: text(3),
      schema_version: text(200, { nullable: true }),
      database_url_encrypted: longText({ nullable: true }),
      credentials_encrypted: longText({ nullable: true }),
      trial_ends_at: instant({ nullable: true }),
      deleted_at: instant({ nullable: true }),
    },
    uniques: [['slug'], ['server', 'store']],
    indexes: [['status', 'slug']],
    checks: { tenants_max_users: 'max_users > 0' },
  });
}

async function domains(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'tenant_domains', {
    columns: { domain: text(253), tenant_id: uuid(), verified: boolean(), is_primary: boolean() },
    uniques: [['domain']],
    indexes: [['tenant_id']],
    foreignKeys: { tenant_id: { table: 'tenants', onDelete: 'CASCADE' } },
  });
}

async function operations(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'operations', {
    columns: {
      kind: text(30),
      tenant_id: uuid(),
      tenant: text(40),
      status: text(20),
      input: json(),
      secrets_encrypted: longText({ nullable: true }),
      error: longText({ nullable: true }),
      error_code: text(60, { nullable: true }),
      cancel_requested: boolean(),
      active_tenant_id: uuid({ nullable: true }),
      claimed_by: text(200, { nullable: true }),
      claimed_until: instant({ nullable: true }),
      finished_at: instant({ nullable: true }),
      done: int(),
      total: int(),
    },
    uniques: [['active_tenant_id']],
    indexes: [
      ['tenant', 'id'],
      ['status', 'id'],
    ],
  });
}

async function steps(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'operation_steps', {
    columns: {
      operation_id: uuid(),
      position: int(),
      name: text(100),
      status: text(20),
      started_at: instant({ nullable: true }),
      finished_at: instant({ nullable: true }),
      error: longText({ nullable: true }),
    },
    uniques: [['operation_id', 'position']],
    foreignKeys: { operation_id: { table: 'operations', onDelete: 'CASCADE' } },
  });
}
