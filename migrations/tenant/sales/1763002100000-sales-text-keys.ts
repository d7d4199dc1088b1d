import { addTextKeys, dropTextKeys } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rows are searched and sorted by, the same on every engine. */
export class SalesTextKeys1763002100000 implements MigrationInterface {
  readonly name = 'SalesTextKeys1763002100000';

  async up(runner: QueryRunner): Promise<void> {
    await addTextKeys(runner, 'customers', { sorted: ['code_key', 'name_key'] });
    await addTextKeys(runner, 'products', { sorted: ['sku_key', 'name_key'] });
    await addTextKeys(runner, 'invoices');
    await addTextKeys(runner, 'credit_notes');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTextKeys(runner, 'customers', { sorted: ['code_key', 'name_key'] });
    await dropTextKeys(runner, 'products', { sorted: ['sku_key', 'name_key'] });
    await dropTextKeys(runner, 'invoices');
    await dropTextKeys(runner, 'credit_notes');
  }
}
