import { Tenancy } from '@app/tenancy';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../support/index.js';
import { done, made, newCompany, newDraft, newInvoice, pay } from './sales.support.js';

describe.each(TEST_ENGINES)('The store of sales on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let invoice: Json;
  let draft: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    invoice = await newInvoice(acme, { issueDate: '2030-01-01' });
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
    [`UPDATE invoices SET issue_date = '2030-01-02'`, 'never changed'],
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

  it('lets drafts be changed and thrown away with their lines', async () => {
    await sql(`UPDATE invoices SET due_date = '2030-05-05' WHERE id = '${draft.id}'`);
    await sql(`DELETE FROM invoices WHERE id = '${draft.id}'`);
    expect(await sql(`SELECT id FROM invoice_lines WHERE invoice_id = '${draft.id}'`)).toEqual([]);
  });
});
