import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns } from '../../schema/create-table.js';
import { uuid } from '../../schema/portable-types.js';

/** Who this platform is: what its shared databases are marked with. */
export class CatalogPlatform1762000500000 implements MigrationInterface {
  readonly name = 'CatalogPlatform1762000500000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'catalog_generation', { platform_id: uuid({ nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('catalog_generation', 'platform_id');
  }
}
