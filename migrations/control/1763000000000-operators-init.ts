import { boolean, createTable, int, text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createSignInTables } from '../tenant/identity/sign-in.tables.js';

export class OperatorsInit1763000000000 implements MigrationInterface {
  readonly name = 'OperatorsInit1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'operators', {
      columns: {
        email: text(320),
        name: text(200),
        active: boolean({ default: true }),
        password_hash: text(200),
        token_version: int({ default: 0 }),
      },
      uniques: [['email']],
    });
    await createSignInTables(runner, 'operators');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_failures', 'sessions', 'operators']) await runner.dropTable(table);
  }
}
