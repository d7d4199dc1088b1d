import { createTable, longText, text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What leaves the store, written with what it belongs to. */
export class OutboxInit1763003100000 implements MigrationInterface {
  name = 'OutboxInit1763003100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'outbox', {
      columns: { kind: text(60), payload_encrypted: longText() },
      indexes: [['created_at']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('outbox');
  }
}
