import { addTextKeys, dropTextKeys } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rows are searched and sorted by, the same on every engine. */
export class LocationsTextKeys1763002120000 implements MigrationInterface {
  readonly name = 'LocationsTextKeys1763002120000';

  async up(runner: QueryRunner): Promise<void> {
    await addTextKeys(runner, 'locations', { sorted: ['code_key', 'name_key'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTextKeys(runner, 'locations', { sorted: ['code_key', 'name_key'] });
  }
}
