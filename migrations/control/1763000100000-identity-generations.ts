import { createTable, money, text } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addRotation, dropRotation } from '../tenant/identity/session.rotation.js';

/** When the people of a tenant, or the operators, last changed: other processes forget what they knew of them. */
export class IdentityGenerations1763000100000 implements MigrationInterface {
  readonly name = 'IdentityGenerations1763000100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'identity_generations', {
      bare: true,
      primary: ['realm'],
      columns: { realm: text(36), value: money() },
      indexes: [['value']],
    });
    // The row of all realms is a lock and the counter: it has to be there before any change.
    await runner.query("INSERT INTO identity_generations (realm, value) VALUES ('*', 1)");
    await addRotation(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropRotation(runner);
    await runner.dropTable('identity_generations');
  }
}
