import { createTable, longText, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotencyInit1763000110000 implements MigrationInterface {
  name = 'IdempotencyInit1763000110000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'idempotency_keys', {
      columns: {
        user_id: uuid(),
        path: text(300),
        key: text(200),
        body_hash: text(64),
        answer: longText({ nullable: true }),
      },
      uniques: [['user_id', 'path', 'key']],
      indexes: [['created_at']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('idempotency_keys');
  }
}
