import { createTable, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DirectoryInit1763000010000 implements MigrationInterface {
  readonly name = 'DirectoryInit1763000010000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'directory_entries', {
      columns: { email: text(320), tenant_id: uuid() },
      uniques: [['email', 'tenant_id']],
      indexes: [['tenant_id']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('directory_entries');
  }
}
