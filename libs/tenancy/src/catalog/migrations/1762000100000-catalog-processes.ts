import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createTable } from '../../schema/create-table.js';
import { instant, int } from '../../schema/portable-types.js';

/** Heartbeats: who shares the servers' connections; and how often a tenant's way to its store has changed. */
export class CatalogProcesses1762000100000 implements MigrationInterface {
  readonly name = 'CatalogProcesses1762000100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'processes', { columns: { seen_at: instant() }, indexes: [['seen_at']] });
    await addColumns(runner, 'tenants', { connection_version: int({ default: 1 }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('tenants', 'connection_version');
    await runner.dropTable('processes');
  }
}
