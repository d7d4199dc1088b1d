import { boolean, createTable, int, json, text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CompanyInit1763000050000 implements MigrationInterface {
  name = 'CompanyInit1763000050000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'company_settings', {
      columns: {
        singleton: int({ default: 1 }),
        name: text(200),
        currency: text(3),
        currency_fixed: boolean({ default: false }),
        time_zone: text(64),
        branding: json(),
        legal: json(),
      },
      uniques: [['singleton']],
      checks: { company_settings_singleton: 'singleton = 1' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('company_settings');
  }
}
