import { boolean, createTable, text, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LocationsInit1763000200000 implements MigrationInterface {
  name = 'LocationsInit1763000200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'locations', {
      columns: {
        code: text(40),
        name: text(200),
        kind: text(20),
        parent_id: uuid({ nullable: true }),
        address: text(500, { nullable: true }),
        active: boolean({ default: true }),
      },
      uniques: [['code']],
      indexes: [['parent_id'], ['name', 'id']],
      foreignKeys: { parent_id: { table: 'locations' } },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('locations');
  }
}
