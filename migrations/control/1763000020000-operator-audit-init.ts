import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createAuditLog, dropAuditLog } from '../tenant/identity/audit.tables.js';

export class OperatorAuditInit1763000020000 implements MigrationInterface {
  readonly name = 'OperatorAuditInit1763000020000';

  up(runner: QueryRunner): Promise<void> {
    return createAuditLog(runner);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropAuditLog(runner);
  }
}
