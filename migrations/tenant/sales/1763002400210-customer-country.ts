import { text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addPlainColumns, dropPlainColumns } from '../plain-columns.js';

export class CustomerCountry1763002400210 implements MigrationInterface {
  name = 'CustomerCountry1763002400210';

  async up(runner: QueryRunner): Promise<void> {
    await addPlainColumns(runner, 'customers', { country: text(2, { nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropPlainColumns(runner, 'customers', ['country']);
  }
}
