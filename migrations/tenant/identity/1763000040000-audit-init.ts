import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createAuditLog, dropAuditLog } from './audit.tables.js';

export class AuditInit1763000040000 implements MigrationInterface {
  readonly name = 'AuditInit1763000040000';

  up(runner: QueryRunner): Promise<void> {
    return createAuditLog(runner);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropAuditLog(runner);
  }
}
