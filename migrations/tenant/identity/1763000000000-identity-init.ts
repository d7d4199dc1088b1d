import { boolean, createTable, instant, int, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createSignInTables } from './sign-in.tables.js';

export class IdentityInit1763000000000 implements MigrationInterface {
  readonly name = 'IdentityInit1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createUsers(runner);
    await createSignIn(runner);
    await createTable(runner, 'invitations', {
      columns: {
        email: text(320),
        role: text(20),
        name: text(200, { nullable: true }),
        token_hash: text(64),
        expires_at: instant(),
        sent_at: instant({ nullable: true }),
        accepted_at: instant({ nullable: true }),
        revoked_at: instant({ nullable: true }),
        invited_by: uuid({ nullable: true }),
      },
      uniques: [['token_hash']],
      indexes: [['email']],
    });
    await createTable(runner, 'identity_locks', { columns: { name: text(40) }, uniques: [['name']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropTable(table);
  }
}

const TABLES = ['identity_locks', 'invitations', 'password_resets', 'sign_in_failures', 'sessions', 'users'];

const createUsers = (runner: QueryRunner) =>
  createTable(runner, 'users', {
    columns: {
      email: text(320),
      name: text(200),
      role: text(20),
      active: boolean({ default: true }),
      password_hash: text(200),
      token_version: int({ default: 0 }),
      kept_session_id: uuid({ nullable: true }),
    },
    uniques: [['email']],
    checks: { users_role: "role IN ('owner', 'admin', 'manager', 'sales', 'accountant', 'viewer')" },
  });

async function createSignIn(runner: QueryRunner): Promise<void> {
  await createSignInTables(runner, 'users');
  await createTable(runner, 'password_resets', {
    columns: {
      user_id: uuid(),
      token_hash: text(64),
      expires_at: instant(),
      used_at: instant({ nullable: true }),
    },
    uniques: [['token_hash']],
    indexes: [['user_id', 'created_at']],
    foreignKeys: { user_id: { table: 'users', onDelete: 'CASCADE' } },
  });
}
