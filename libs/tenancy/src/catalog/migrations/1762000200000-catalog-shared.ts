import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns } from '../../schema/create-table.js';
import { longText } from '../../schema/portable-types.js';

/** From here on the server has roles of tenants, and PUBLIC would let them in. Nothing happens where we don't own it. */
const CLOSE = `DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
END $$`;

/** The database of each server that many tenants share, and its role. */
export class CatalogShared1762000200000 implements MigrationInterface {
  readonly name = 'CatalogShared1762000200000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'servers', { shared_encrypted: longText({ nullable: true }) });
    if (runner.dataSource.options.type === 'postgres') await runner.query(CLOSE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('servers', 'shared_encrypted');
  }
}
