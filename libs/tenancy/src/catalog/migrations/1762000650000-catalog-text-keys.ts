import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addTextKeys, dropTextKeys } from '../../schema/add-text-keys.js';

const KEYS = { sorted: ['name_key'] };

/** What tenants are searched by, and sorted by name. */
export class CatalogTextKeys1762000650000 implements MigrationInterface {
  readonly name = 'CatalogTextKeys1762000650000';

  async up(runner: QueryRunner): Promise<void> {
    await addTextKeys(runner, 'tenants', KEYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTextKeys(runner, 'tenants', KEYS);
  }
}
