import { addColumns, boolean } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was deactivated stays findable for operators. */
export class DirectoryInactive1763003000000 implements MigrationInterface {
  readonly name = 'DirectoryInactive1763003000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'directory_entries', { active: boolean({ default: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM directory_entries WHERE active = false');
    await runner.dropColumn('directory_entries', 'active');
  }
}
