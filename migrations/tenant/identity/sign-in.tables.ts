import { createTable, instant, int, text, uuid } from '@tenantry/nest/portable';
import type { QueryRunner } from 'typeorm';

/** Sessions and failed sign-ins, the same for the users of a tenant and for operators. */
export async function createSignInTables(runner: QueryRunner, people: 'users' | 'operators'): Promise<void> {
  await createTable(runner, 'sessions', {
    columns: {
      subject_id: uuid(),
      token_hash: text(64),
      expires_at: instant(),
      revoked_at: instant({ nullable: true }),
    },
    indexes: [['subject_id', 'expires_at']],
    foreignKeys: { subject_id: { table: people, onDelete: 'CASCADE' } },
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
}
