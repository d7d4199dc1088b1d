import { createTable, text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotesInit1795000000000 implements MigrationInterface {
  readonly name = 'NotesInit1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'notes', { columns: { title: text(200) } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('notes');
  }
}
