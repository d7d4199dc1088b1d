import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../../schema/create-table.js';
import { boolean, instant, int, text, uuid } from '../../schema/portable-types.js';

/** Custom domains as operators add them. Nothing has written a row to the older table, so it is made anew. */
export class CatalogDomains1762000400000 implements MigrationInterface {
  readonly name = 'CatalogDomains1762000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.dropTable('tenant_domains');
    await createTable(runner, 'tenant_domains', {
      columns: {
        tenant_id: uuid(),
        domain: text(253),
        verified_domain: text(253, { nullable: true }),
        token: text(64),
        is_primary: boolean(),
        failed_checks: int(),
        next_check_at: instant({ nullable: true }),
      },
      uniques: [['tenant_id', 'domain'], ['verified_domain']],
      indexes: [['next_check_at']],
      foreignKeys: { tenant_id: { table: 'tenants', onDelete: 'CASCADE' } },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('tenant_domains');
    await createTable(runner, 'tenant_domains', {
      columns: { domain: text(253), tenant_id: uuid(), verified: boolean(), is_primary: boolean() },
      uniques: [['domain']],
      indexes: [['tenant_id']],
      foreignKeys: { tenant_id: { table: 'tenants', onDelete: 'CASCADE' } },
    });
  }
}
