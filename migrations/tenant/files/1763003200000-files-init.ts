import { createTable, int, money, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FilesInit1763003200000 implements MigrationInterface {
  name = 'FilesInit1763003200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'files', {
      columns: {
        sha256: text(64),
        bytes: int(),
        type: text(100),
        name: text(200),
        area: text(20),
        owner_id: uuid({ nullable: true }),
      },
      indexes: [['sha256'], ['owner_id']],
    });
    await createTable(runner, 'usage_counts', {
      // As large as sums of bytes are.
      columns: { name: text(60), value: money({ default: 0 }) },
      uniques: [['name']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('usage_counts');
    await runner.dropTable('files');
  }
}
