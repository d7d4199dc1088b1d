import { Tenancy } from '@tenantry/nest';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { done, made, newCompany, newDraft, newInvoice, pay } from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('The store of sales on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let invoice: Json;
  let draft: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    invoice = await newInvoice(acme, { issueDate: '2010-01-01' });
    await made(pay(acme, invoice.id, '10.00'));
    draft = await newDraft(acme);
  });
  afterAll(() => platform?.close());

  const sql = (statement: string): Promise<unknown> => {
    const tenancy = platform.app.get(Tenancy);
    return tenancy.run('acme', () => tenancy.dataSource().query(statement));
  };

  it.each([
    ['UPDATE invoices SET total = total + 1, net = net + 1', 'never changed'],
    [`UPDATE invoices SET issue_date = '2010-01-02'`, 'never changed'],
    ['UPDATE invoices SET due_date = NULL, location_id = NULL', 'never changed'],
    [`UPDATE invoices SET status = 'draft', number = NULL`, 'never changed'],
    ['DELETE FROM invoices', ''],
    ['UPDATE invoice_lines SET quantity = 2000', 'never changed', 'invoice_id'],
    ['DELETE FROM invoice_lines', 'never changed', 'invoice_id'],
    ['UPDATE invoice_payments SET amount = 1', 'never changed', 'invoice_id'],
    ['DELETE FROM invoice_payments', 'never deleted', 'invoice_id'],
  ])('refuses "%s" of what is issued', async (statement, reason, column = 'id') => {
    await expect(sql(`${statement} WHERE ${column} = '${invoice.id}'`)).rejects.toThrow(reason);
    expect(await done(acme.get(`/api/sales/invoices/${invoice.id}`))).toMatchObject({
      total: '100.00',
      paid: '10.00',
    });
  });

  it('refuses more paid than owed', async () => {
    await expect(sql(`UPDATE invoices SET paid = total + 1 WHERE id = '${invoice.id}'`)).rejects.toThrow(
      'invoices_paid',
    );
  });

  const KEY = ['dimension', 'grain', 'bucket', 'location_key', 'subject_id'];
  const keyColumns: Record<string, string> = {
    sqlite: `SELECT name FROM pragma_table_info('sales_balances') WHERE pk > 0 AND EXISTS (SELECT 1 FROM sqlite_master
      WHERE name = 'sales_balances' AND sql LIKE '%WITHOUT ROWID') ORDER BY pk`,
    mysql: `SELECT COLUMN_NAME AS name FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
      AND TABLE_NAME = 'sales_balances' AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX`,
    postgres: `SELECT a.attname AS name FROM pg_constraint c CROSS JOIN unnest(c.conkey) WITH ORDINALITY AS k (number, place)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
      WHERE c.conrelid = 'sales_balances'::regclass AND c.contype = 'u' ORDER BY k.place`,
  };

  it('keeps one sum for each key, and on SQLite and MySQL in its order', async () => {
    const columns = (await sql(keyColumns[engine] ?? '')) as Json[];
    expect(columns.map(({ name }) => name)).toEqual(KEY);
    const own = 'SELECT * FROM sales_balances';
    const before = (await sql(own)) as Json[];
    expect(before.length).toBeGreaterThan(5);
    await expect(sql(`INSERT INTO sales_balances ${own}`)).rejects.toThrow(/unique|duplicate/i);
    expect(await sql(own)).toHaveLength(before.length);
  });

  it('lets drafts be changed and thrown away with their lines', async () => {
    await sql(`UPDATE invoices SET due_date = '2010-05-05' WHERE id = '${draft.id}'`);
    await sql(`DELETE FROM invoices WHERE id = '${draft.id}'`);
    expect(await sql(`SELECT id FROM invoice_lines WHERE invoice_id = '${draft.id}'`)).toEqual([]);
  });
});
