import { boolean, createTable, instant, int, text, uuid } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformInit1763000000000 implements MigrationInterface {
  readonly name = 'PlatformInit1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createOperators(runner);
    await createTable(runner, 'directory_entries', {
      columns: { email: text(320), tenant_id: uuid() },
      uniques: [['email', 'tenant_id']],
      indexes: [['tenant_id']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropTable(table);
  }
}

const TABLES = ['directory_entries', 'identity_locks', 'sign_in_failures', 'sessions', 'operators'];

async function createOperators(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'operators', {
    columns: {
      email: text(320),
      name: text(200),
      active: boolean({ default: true }),
      password_hash: text(200),
      token_version: int({ default: 0 }),
      kept_session_id: uuid({ nullable: true }),
    },
    uniques: [['email']],
  });
  await createTable(runner, 'sessions', {
    columns: {
      subject_id: uuid(),
      token_hash: text(64),
      expires_at: instant(),
      revoked_at: instant({ nullable: true }),
    },
    indexes: [['subject_id', 'expires_at']],
    foreignKeys: { subject_id: { table: 'operators', onDelete: 'CASCADE' } },
  });
  await createTable(runner, 'sign_in_failures', {
    columns: {
      email_hash: text(64),
      failures: int(),
      last_at: instant(),
      locked_until: instant({ nullable: true }),
    },
    uniques: [['email_hash']],
    indexes: [['last_at']],
  });
  await createTable(runner, 'identity_locks', { columns: { name: text(40) }, uniques: [['name']] });
}
