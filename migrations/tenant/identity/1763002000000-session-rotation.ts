import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addRotation, dropRotation } from './session.rotation.js';

export class SessionRotation1763002000000 implements MigrationInterface {
  readonly name = 'SessionRotation1763002000000';

  up(runner: QueryRunner): Promise<void> {
    return addRotation(runner);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropRotation(runner);
  }
}
