import { text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addPlainColumns, dropPlainColumns } from '../plain-columns.js';

export class CompanyCountry1763002400200 implements MigrationInterface {
  name = 'CompanyCountry1763002400200';

  async up(runner: QueryRunner): Promise<void> {
    await addPlainColumns(runner, 'company_settings', { country: text(2, { nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropPlainColumns(runner, 'company_settings', ['country']);
  }
}
