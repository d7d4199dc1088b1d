import { type MigrationInterface, type QueryRunner, TableCheck } from 'typeorm';
import { addColumns } from '../../schema/create-table.js';
import { boolean, instant, int, json, text } from '../../schema/portable-types.js';

const CHECK = 'tenants_max_users';
const OLDER = ['admin_email', 'max_users', 'multi_location', 'plan', 'currency', 'trial_ends_at'];

interface OlderRow {
  id: string;
  admin_email: string;
  max_users: number;
  multi_location: boolean | number;
  plan: string | null;
  currency: string;
  trial_ends_at: Date | string | null;
}

/** What a program keeps of its tenants moves into `data`, whose fields are the program's. */
export class TenantData1762001000000 implements MigrationInterface {
  readonly name = 'TenantData1762001000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'tenants', {
      data: json({ nullable: true }),
      keywords: text(500, { nullable: true }),
    });
    if (!(await runner.hasColumn('tenants', 'max_users'))) return;
    const rows: OlderRow[] = await runner.query(`SELECT id, ${OLDER.join(', ')} FROM tenants`);
    for (const row of rows) await write(runner, row);
    if (runner.dataSource.options.type === 'better-sqlite3') {
      await runner.dropCheckConstraint('tenants', CHECK);
      await runner.dropColumns('tenants', OLDER);
    } else {
      // In one statement: an engine that can't take it back has done all of it or nothing.
      const columns = OLDER.map((column) => `DROP COLUMN ${column}`);
      await runner.query(`ALTER TABLE tenants DROP CONSTRAINT ${CHECK}, ${columns.join(', ')}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'tenants', {
      admin_email: text(320, { default: '' }),
      max_users: int({ default: 1 }),
      multi_location: boolean({ default: false }),
      plan: text(60, { nullable: true }),
      currency: text(3, { default: 'USD' }),
      trial_ends_at: instant({ nullable: true }),
    });
    const rows: { id: string; data: string | null }[] = await runner.query('SELECT id, data FROM tenants');
    for (const row of rows) await writeBack(runner, row);
    if (runner.dataSource.options.type === 'better-sqlite3') {
      const check = new TableCheck({ name: CHECK, expression: 'max_users > 0' });
      await runner.createCheckConstraint('tenants', check);
      await runner.dropColumns('tenants', ['data', 'keywords']);
    } else {
      await runner.query(
        `ALTER TABLE tenants ADD CONSTRAINT ${CHECK} CHECK (max_users > 0), DROP COLUMN data, DROP COLUMN keywords`,
      );
    }
  }
}

async function write(runner: QueryRunner, row: OlderRow): Promise<void> {
  const data = {
    adminEmail: row.admin_email,
    currency: row.currency,
    plan: row.plan,
    trialEndsAt: row.trial_ends_at === null ? null : instantOf(row.trial_ends_at),
    maxUsers: row.max_users,
    features: { multiLocation: Boolean(row.multi_location) },
  };
  await update(runner, row.id, { data: JSON.stringify(data), keywords: row.admin_email });
}

/** SQLite keeps instants as text without a zone. */
const instantOf = (value: Date | string): string =>
  (typeof value === 'string'
    ? new Date(`${value.replace(' ', 'T').replace(/Z$/, '')}Z`)
    : value
  ).toISOString();

async function writeBack(runner: QueryRunner, row: { id: string; data: string | null }): Promise<void> {
  const data = JSON.parse(row.data ?? '{}') as Record<string, unknown> & {
    features?: Record<string, boolean>;
  };
  await update(runner, row.id, {
    admin_email: data['adminEmail'] ?? '',
    max_users: data['maxUsers'] ?? 1,
    multi_location: data.features?.['multiLocation'] ?? false,
    plan: data['plan'] ?? null,
    currency: data['currency'] ?? 'USD',
  });
}

async function update(runner: QueryRunner, id: string, values: Record<string, unknown>): Promise<void> {
  const { driver } = runner.dataSource;
  const sets = Object.keys(values).map((column, at) => `${column} = ${driver.createParameter(column, at)}`);
  const where = driver.createParameter('id', sets.length);
  await runner.query(`UPDATE tenants SET ${sets.join(', ')} WHERE id = ${where}`, [
    ...Object.values(values),
    id,
  ]);
}
