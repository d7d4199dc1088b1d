import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../../schema/create-table.js';
import { instant, int, json, longText, text, uuid } from '../../schema/portable-types.js';

/** Work for the background, and when schedules add some. */
export class CatalogJobs1762001100000 implements MigrationInterface {
  readonly name = 'CatalogJobs1762001100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'jobs', {
      columns: {
        kind: text(60),
        tenant_id: uuid({ nullable: true }),
        tenant: text(40, { nullable: true }),
        payload: json(),
        key: text(200, { nullable: true }),
        open_key: text(320, { nullable: true }),
        run_at: instant(),
        attempts: int({ default: 0 }),
        max_attempts: int(),
        claimed_by: text(200, { nullable: true }),
        claimed_until: instant({ nullable: true }),
        last_error: longText({ nullable: true }),
        dead_at: instant({ nullable: true }),
      },
      uniques: [['open_key']],
      indexes: [['dead_at', 'tenant_id', 'run_at'], ['claimed_by']],
    });
    await createTable(runner, 'schedules', {
      columns: { name: text(100), rule: text(200), next_run_at: instant() },
      uniques: [['name']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('schedules');
    await runner.dropTable('jobs');
  }
}
