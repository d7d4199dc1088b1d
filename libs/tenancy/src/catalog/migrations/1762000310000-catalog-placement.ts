import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns } from '../../schema/create-table.js';
import { int, longText } from '../../schema/portable-types.js';

/** How much a server takes compared with others; and who may change the schema of a database that a tenant brings. */
export class CatalogPlacement1762000310000 implements MigrationInterface {
  readonly name = 'CatalogPlacement1762000310000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'servers', { weight: int({ default: 1 }) });
    await addColumns(runner, 'tenants', { admin_url_encrypted: longText({ nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('tenants', 'admin_url_encrypted');
    await runner.dropColumn('servers', 'weight');
  }
}
