import { createTable, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A place that is named here can't be deleted: whoever has none left would see all of them. */
export class UserLocations1763000600000 implements MigrationInterface {
  readonly name = 'UserLocations1763000600000';

  async up(runner: QueryRunner): Promise<void> {
    await createBindings(runner, 'user_locations', 'user_id', 'users');
    await createBindings(runner, 'invitation_locations', 'invitation_id', 'invitations');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('invitation_locations');
    await runner.dropTable('user_locations');
  }
}

const createBindings = (runner: QueryRunner, table: string, holder: string, holders: string): Promise<void> =>
  createTable(runner, table, {
    columns: { [holder]: uuid(), location_id: uuid() },
    uniques: [[holder, 'location_id']],
    indexes: [['location_id']],
    foreignKeys: {
      [holder]: { table: holders, onDelete: 'CASCADE' },
      location_id: { table: 'locations' },
    },
  });
