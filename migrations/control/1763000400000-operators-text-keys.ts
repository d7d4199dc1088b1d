import { addTextKeys, dropTextKeys } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rows are searched and sorted by, the same on every engine. */
export class OperatorsTextKeys1763000400000 implements MigrationInterface {
  readonly name = 'OperatorsTextKeys1763000400000';

  async up(runner: QueryRunner): Promise<void> {
    await addTextKeys(runner, 'operators');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTextKeys(runner, 'operators');
  }
}
