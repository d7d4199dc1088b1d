import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns } from '../migration/create-table.js';
import { longText } from '../migration/portable-types.js';

/** The database of each server that many tenants share, and its role. */
export class CatalogShared1762000200000 implements MigrationInterface {
  readonly name = 'CatalogShared1762000200000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'servers', { shared_encrypted: longText({ nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('servers', 'shared_encrypted');
  }
}
