import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CompanyIssueDays1763002400000 implements MigrationInterface {
  name = 'CompanyIssueDays1763002400000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('company_settings', 'issue_days_ahead')) return;
    await runner.query('ALTER TABLE company_settings ADD COLUMN issue_days_ahead integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE company_settings DROP COLUMN issue_days_ahead');
  }
}
