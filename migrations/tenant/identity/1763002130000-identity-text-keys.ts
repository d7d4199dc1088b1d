import { addTextKeys, dropTextKeys } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rows are searched and sorted by, the same on every engine. */
export class IdentityTextKeys1763002130000 implements MigrationInterface {
  readonly name = 'IdentityTextKeys1763002130000';

  async up(runner: QueryRunner): Promise<void> {
    await addTextKeys(runner, 'users');
    await addTextKeys(runner, 'invitations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTextKeys(runner, 'users');
    await dropTextKeys(runner, 'invitations');
  }
}
