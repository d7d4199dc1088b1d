import { type MigrationInterface, type QueryRunner, TableCheck } from 'typeorm';

const CHECK = 'users_role';
const OLDER_ROLES = "role IN ('owner', 'admin', 'manager', 'sales', 'accountant', 'viewer')";

/** Roles come with the modules that need them, so that the table of permissions alone says which there are. */
export class MoreRoles1763003000000 implements MigrationInterface {
  readonly name = 'MoreRoles1763003000000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'better-sqlite3') {
      await runner.dropCheckConstraint('users', CHECK);
    } else if (await hasCheck(runner)) {
      await runner.query(`ALTER TABLE users DROP CONSTRAINT ${CHECK}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'better-sqlite3') {
      await runner.createCheckConstraint('users', new TableCheck({ name: CHECK, expression: OLDER_ROLES }));
    } else {
      await runner.query(`ALTER TABLE users ADD CONSTRAINT ${CHECK} CHECK (${OLDER_ROLES})`);
    }
  }
}

/** Steps are repeatable where the engine takes none of them back. */
async function hasCheck(runner: QueryRunner): Promise<boolean> {
  const here = runner.dataSource.options.type === 'postgres' ? 'current_schema()' : 'database()';
  const found: unknown[] = await runner.query(
    `SELECT 1 FROM information_schema.table_constraints
      WHERE constraint_schema = ${here} AND table_name = 'users' AND constraint_name = '${CHECK}'`,
  );
  return found.length > 0;
}
