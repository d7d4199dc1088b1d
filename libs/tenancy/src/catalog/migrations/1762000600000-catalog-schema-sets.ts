import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createTable } from '../../schema/create-table.js';
import { longText, text } from '../../schema/portable-types.js';

/**
 * Which migrations each store has, and not the newest of them alone: one with an older number can be missing. Of
 * stores that are there already it isn't known until they are looked at, by the next `tenant migrate`.
 */
export class CatalogSchemaSets1762000600000 implements MigrationInterface {
  readonly name = 'CatalogSchemaSets1762000600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'schema_sets', {
      bare: true,
      primary: ['fingerprint'],
      columns: { fingerprint: text(64), migrations: longText() },
    });
    await addColumns(runner, 'tenants', { schema_set: text(64, { nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('tenants', 'schema_set');
    await runner.dropTable('schema_sets');
  }
}
