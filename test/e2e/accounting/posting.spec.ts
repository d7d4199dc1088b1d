import { Tenancy } from '@tenantry/nest';
import {
  expectStatus,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe.each(TEST_ENGINES)('Posting on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  let taxRateId: string;
  let customerId: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR' }));
    taxRateId = (await books.make('accounting/tax-rates', { code: 'VAT', name: 'VAT', rate: '0.2' })).id;
    customerId = (await books.make('sales/customers', { name: 'A customer' })).id;
  });
  afterAll(() => platform.close());

  const draft = (issueDate: string, unitPrice = '100.00'): Promise<Json> =>
    books.make('sales/invoices', {
      customerId,
      issueDate,
      lines: [{ description: 'Goods', quantity: '1', unitPrice, taxRateId }],
    });
  const issue = async (issueDate: string): Promise<Json> =>
    books.act(`sales/invoices/${(await draft(issueDate)).id}/issue`);
  const entriesOf = async (sourceId: string): Promise<Json[]> =>
    (await books.read(`accounting/journal-entries?sourceId=${sourceId}&sort=number`)).items;
  const codesOf = async ({ lines }: Json): Promise<string[]> => {
    const { items } = await books.read('accounting/accounts?limit=100');
    const codes = new Map(items.map(({ id, code }: Json) => [id, code]));
    return lines.map(({ accountId, debit, credit }: Json) => [codes.get(accountId), debit, credit].join(' '));
  };
  const sql = (statement: string): Promise<unknown> => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    return tenancy.run('acme', () => tenancy.dataSource().query(statement));
  };

  it('books an invoice as receivable, sales and tax', async () => {
    const invoice = await issue('2006-01-10');
    const [entry] = await entriesOf(invoice.id);
    expect(entry).toMatchObject({
      source: 'invoice_issued',
      date: '2006-01-10',
      memo: `Invoice ${invoice.number}`,
      total: '120.00',
    });
    expect(await codesOf(entry)).toEqual(['1100 120.00 0.00', '4100 0.00 100.00', '2200 0.00 20.00']);
  });

  it('books a payment by its method and its reversal the other way round', async () => {
    const invoice = await issue('2006-01-11');
    const payments = `sales/invoices/${invoice.id}/payments`;
    const payment = await books.make(payments, { amount: '70.00', method: 'card', receivedOn: '2006-01-12' });
    await books.act(`${payments}/${payment.id}/reverse`, { receivedOn: '2006-01-13' });
    const [reversed, received] = (await entriesOf(payment.id)).toSorted((a, b) =>
      a.number < b.number ? 1 : -1,
    );
    expect(await codesOf(received)).toEqual(['1030 70.00 0.00', '1100 0.00 70.00']);
    expect(await codesOf(reversed)).toEqual(['1030 0.00 70.00', '1100 70.00 0.00']);
    expect(reversed).toMatchObject({ reversesId: received.id, date: '2006-01-13' });
  });

  it('brings every balance back when an invoice is voided', async () => {
    const range = 'from=2000-01-01&to=2099-12-31';
    const before = [await books.balances(range), await books.report('tax', range)];
    const invoice = await issue('2006-01-12');
    await books.act(`sales/invoices/${invoice.id}/void`, {});
    expect([await books.balances(range), await books.report('tax', range)]).toEqual(before);
    expect(await entriesOf(invoice.id)).toHaveLength(2);
  });

  it('leaves the invoice a draft when its month is closed', async () => {
    await books.act('accounting/periods/2006-06/close');
    const { id } = await draft('2006-06-15');
    expect(await books.refusal(`sales/invoices/${id}/issue`)).toEqual([422, 'period_closed']);
    expect(await books.read(`sales/invoices/${id}`)).toMatchObject({ status: 'draft', number: null });
    expect(await entriesOf(id)).toEqual([]);
  });

  it('takes no payment into a closed month', async () => {
    const invoice = await issue('2006-01-13');
    const payment = { amount: '10.00', method: 'cash', receivedOn: '2006-06-15' };
    expect(await books.refusal(`sales/invoices/${invoice.id}/payments`, payment)).toEqual([
      422,
      'period_closed',
    ]);
    expect(await books.read(`sales/invoices/${invoice.id}`)).toMatchObject({
      status: 'issued',
      paid: '0.00',
    });
  });

  it('books nothing for an invoice over nothing', async () => {
    const { id } = await draft('2006-01-14', '0.00');
    await books.act(`sales/invoices/${id}/issue`);
    expect(await entriesOf(id)).toEqual([]);
    await books.act(`sales/invoices/${id}/void`, {}).catch(() => undefined);
    expect(await entriesOf(id)).toEqual([]);
  });

  it('lets nobody reverse the entry of a document behind its back', async () => {
    const [entry] = await entriesOf((await issue('2006-01-15')).id);
    expect(await books.refusal(`accounting/journal-entries/${entry.id}/reverse`)).toEqual([
      409,
      'entry_has_source',
    ]);
  });

  it('books an expense when it is approved and when it is paid', async () => {
    const { id } = await books.make('accounting/expenses', {
      date: '2006-02-01',
      category: 'Travel',
      vendor: 'Rail',
      net: '50.00',
      taxRateId,
    });
    expect(await entriesOf(id)).toEqual([]);
    expect(await books.act(`accounting/expenses/${id}/approve`)).toMatchObject({
      status: 'approved',
      approvedBy: 'owner@acme.test',
      total: '60.00',
    });
    await books.act(`accounting/expenses/${id}/pay`, { method: 'cash', paidOn: '2006-02-03' });
    const [approved, paid] = (await entriesOf(id)).toSorted((a, b) => (a.number < b.number ? -1 : 1));
    expect(await codesOf(approved)).toEqual(['6700 50.00 0.00', '1200 10.00 0.00', '2100 0.00 60.00']);
    expect(await codesOf(paid)).toEqual(['2100 60.00 0.00', '1010 0.00 60.00']);
    expect(paid.memo).toBe('Paid expense Travel, Rail');
  });

  it('keeps an expense in its order of steps', async () => {
    const { id } = await books.make('accounting/expenses', {
      date: '2006-02-01',
      category: 'Travel',
      net: '5.00',
    });
    const step = (name: string) => books.refusal(`accounting/expenses/${id}/${name}`);
    expect(await step('pay')).toEqual([409, 'expense_status']);
    await books.act(`accounting/expenses/${id}/approve`);
    expect(await step('approve')).toEqual([409, 'expense_status']);
    const change = await books.client.patch(`/api/accounting/expenses/${id}`, { net: '6.00' });
    expect([change.status, change.body.code]).toEqual([409, 'expense_status']);
    expect((await books.client.delete(`/api/accounting/expenses/${id}`)).status).toBe(409);
    await books.act(`accounting/expenses/${id}/pay`);
    expect(await step('void')).toEqual([409, 'expense_status']);
  });

  it('lets a draft expense be changed and deleted', async () => {
    const { id } = await books.make('accounting/expenses', {
      date: '2006-02-01',
      category: 'Travel',
      net: '5.00',
    });
    const { body } = await books.client.patch(`/api/accounting/expenses/${id}`, { net: '10.00', taxRateId });
    expect(body).toMatchObject({ net: '10.00', tax: '2.00', total: '12.00', version: 2 });
    const cleared = await books.client.patch(`/api/accounting/expenses/${id}`, { taxRateId: null });
    expect(cleared.body).toMatchObject({ net: '10.00', tax: '0.00', total: '10.00' });
    await expectStatus(204, books.client.delete(`/api/accounting/expenses/${id}`));
  });

  it('approves an expense once when asked twice at the same time', async () => {
    const { id } = await books.make('accounting/expenses', {
      date: '2006-02-01',
      category: 'Travel',
      net: '5.00',
    });
    const path = `/api/accounting/expenses/${id}/approve`;
    const answers = await Promise.all([1, 2, 3, 4].map(() => books.client.post(path)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await entriesOf(id)).toHaveLength(1);
  });

  it('is kept by the store itself, whoever writes to it', async () => {
    const entry = await books.post('2006-02-10', { 1020: '1.00' }, { 3100: '1.00' });
    const refused = (statement: string) => expect(sql(statement)).rejects.toThrow(/journal entry/);
    await refused(`UPDATE journal_entries SET memo = 'x' WHERE id = '${entry.id}'`);
    await refused(`DELETE FROM journal_entries WHERE id = '${entry.id}'`);
    await refused(`UPDATE journal_lines SET debit = 2 WHERE entry_id = '${entry.id}' AND debit = 100`);
    await refused(`DELETE FROM journal_lines WHERE entry_id = '${entry.id}'`);
    await refused(
      `INSERT INTO journal_lines (id, entry_id, position, account_id, date, debit, credit, created_at, updated_at, version)
       SELECT '019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d', entry_id, 9, account_id, date, debit, credit, created_at,
              updated_at, version FROM journal_lines WHERE entry_id = '${entry.id}' AND debit = 100`,
    );
  });

  it('never posts an entry that does not balance, whoever writes to it', async () => {
    const copy = '019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8e';
    const columns = 'date, memo, source, layer, total, created_at, updated_at, version';
    const [{ id }] = (await books.read('accounting/journal-entries?limit=1')).items;
    const insert = (status: string) =>
      sql(`INSERT INTO journal_entries (id, number, status, ${columns})
           SELECT '${copy}', 'X-1', '${status}', ${columns} FROM journal_entries WHERE id = '${id}'`);
    await expect(insert('posted')).rejects.toThrow(/written first and posted then/);
    await insert('draft');
    const post = () => sql(`UPDATE journal_entries SET status = 'posted' WHERE id = '${copy}'`);
    await expect(post()).rejects.toThrow(/must be equal/);
    await sql(`INSERT INTO journal_lines (id, entry_id, position, account_id, date, debit, credit, created_at, updated_at, version)
               SELECT '${copy}', '${copy}', 0, account_id, date, 100, 0, created_at, updated_at, version
               FROM journal_lines WHERE entry_id = '${id}' AND position = 0`);
    await expect(post()).rejects.toThrow(/must be equal/);
    await sql(`DELETE FROM journal_lines WHERE entry_id = '${copy}'`);
    await sql(`DELETE FROM journal_entries WHERE id = '${copy}'`);
  });
});
