import { boolean } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addPlainColumns, dropPlainColumns } from '../tenant/plain-columns.js';

/** Whether an operator still signs in with a password that was made up, and shown to somebody. */
export class OperatorMadePassword1763000200000 implements MigrationInterface {
  readonly name = 'OperatorMadePassword1763000200000';

  up(runner: QueryRunner): Promise<void> {
    return addPlainColumns(runner, 'operators', { made_password: boolean({ default: false }) });
  }

  down(runner: QueryRunner): Promise<void> {
    return dropPlainColumns(runner, 'operators', ['made_password']);
  }
}
