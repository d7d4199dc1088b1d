import { addTextKeys, createTable, dropTextKeys, longText, OLDER_KEYS, uuid } from '@tenantry/nest/portable';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rows are searched and sorted by. Documents that are never changed, and older, have their keys in a table beside. */
export class AccountingTextKeys1763002110000 implements MigrationInterface {
  readonly name = 'AccountingTextKeys1763002110000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, OLDER_KEYS, {
      bare: true,
      primary: ['id'],
      columns: { id: uuid(), search_key: longText() },
    });
    await addTextKeys(runner, 'accounts', { sorted: ['code_key', 'name_key'] });
    await addTextKeys(runner, 'tax_rates', { sorted: ['code_key', 'name_key'] });
    await addTextKeys(runner, 'expenses', { sorted: ['category_key'] });
    await addTextKeys(runner, 'journal_entries');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTextKeys(runner, 'accounts', { sorted: ['code_key', 'name_key'] });
    await dropTextKeys(runner, 'tax_rates', { sorted: ['code_key', 'name_key'] });
    await dropTextKeys(runner, 'expenses', { sorted: ['category_key'] });
    await dropTextKeys(runner, 'journal_entries');
    await runner.dropTable(OLDER_KEYS);
  }
}
