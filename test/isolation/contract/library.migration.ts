import { createTable, text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LibraryExtra1763000000001 implements MigrationInterface {
  readonly name = 'LibraryExtra1763000000001';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'extras', { columns: { label: text(40) }, uniques: [['label']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('extras');
  }
}
