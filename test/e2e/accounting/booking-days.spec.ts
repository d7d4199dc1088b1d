import {
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
  type TestResponse,
} from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import { made, newDraft, newInvoice } from '../../support/sales.support.js';

/** A day so many days from now, in UTC like a new company. */
const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);

/** Status, code and the field that is named. */
async function refused(pending: Promise<TestResponse>): Promise<unknown[]> {
  const { status, body } = await pending;
  return [status, body.code, body.errors?.[0]?.path];
}

describe.each(TEST_ENGINES)('What is dated by people on %s', (engine) => {
  let platform: TestPlatform;
  let companies = 0;
  let books: Books;
  const post = (path: string, input?: object) => books.client.post(`/api/${path}`, input);
  const rent = (date: string) => ({ date, category: 'Rent', net: '10.00' });

  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());
  beforeEach(async () => {
    const slug = `days-${(companies += 1)}`;
    books = new Books(await platform.createTenant({ slug, currency: 'EUR' }));
  });

  it('takes no day that has not come yet, and names the field', async () => {
    const { client } = books;
    const draft = await newDraft(client, { issueDate: day(2) });
    const invoice = await newInvoice(client, { issueDate: day(-5) });
    const paid = await made(
      post(`sales/invoices/${invoice.id}/payments`, { amount: '10.00', method: 'cash' }),
    );
    const over = await newInvoice(client);
    const more = { amount: '150.00', method: 'cash', allowOverpayment: true };
    await made(post(`sales/invoices/${over.id}/payments`, more));
    const expense = await books.make('accounting/expenses', rent(day(0)));
    await books.act(`accounting/expenses/${expense.id}/approve`);
    const entry = await books.post(day(0), { 1020: '5' }, { 3100: '5' });
    const late = day(2);
    const opening = { date: late, lines: [{ accountId: await books.account('1020'), debit: '1.00' }] };
    const refusals: [Promise<TestResponse>, string][] = [
      [post(`sales/invoices/${draft.id}/issue`), 'issueDate'],
      [post(`sales/invoices/${draft.id}/issue`, { issueDate: late }), 'issueDate'],
      [
        post(`sales/invoices/${invoice.id}/payments`, { amount: '1.00', method: 'cash', receivedOn: late }),
        'receivedOn',
      ],
      [post(`sales/invoices/${invoice.id}/payments/${paid.id}/reverse`, { receivedOn: late }), 'receivedOn'],
      [
        post(`sales/invoices/${invoice.id}/credit-notes`, { amount: '1.00', reason: 'x', issueDate: late }),
        'issueDate',
      ],
      [
        post(`sales/customers/${over.customerId}/refunds`, {
          amount: '1.00',
          method: 'cash',
          refundedOn: late,
        }),
        'refundedOn',
      ],
      [post('accounting/expenses', rent(late)), 'date'],
      [post(`accounting/expenses/${expense.id}/pay`, { paidOn: late }), 'paidOn'],
      [post(`accounting/expenses/${expense.id}/void`, { date: late }), 'date'],
      [post('accounting/journal-entries', await books.entry(late, { 1020: '5' }, { 3100: '5' })), 'date'],
      [post(`accounting/journal-entries/${entry.id}/reverse`, { date: late }), 'date'],
      [post('accounting/opening-balances', opening), 'date'],
    ];
    for (const [pending, path] of refusals)
      expect(await refused(pending)).toEqual([422, 'date_in_future', path]);
    expect((await books.read(`sales/invoices/${draft.id}`)).status).toBe('draft');
  });

  it('may not be an invoice over nothing of tomorrow either', async () => {
    const lines = [{ description: 'Sample', quantity: '1', unitPrice: '0.00' }];
    const draft = await newDraft(books.client, { lines, issueDate: day(2) });
    expect(await refused(post(`sales/invoices/${draft.id}/issue`))).toEqual([
      422,
      'date_in_future',
      'issueDate',
    ]);
  });

  it('lies as far ahead as the settings of the company allow', async () => {
    const settings = '/api/tenant/settings';
    expect((await books.client.get(settings)).body.issueDaysAhead).toBe(0);
    const { body } = await books.client.patch(settings, { issueDaysAhead: 3 });
    expect(body.issueDaysAhead).toBe(3);
    expect(await newInvoice(books.client, { issueDate: day(3) })).toMatchObject({ issueDate: day(3) });
    const draft = await newDraft(books.client, { issueDate: day(5) });
    expect(await refused(post(`sales/invoices/${draft.id}/issue`))).toEqual([
      422,
      'date_in_future',
      'issueDate',
    ]);
    for (const issueDaysAhead of [-1, 367, 1.5, '3', null]) {
      const answer = books.client.patch(settings, { issueDaysAhead });
      expect(await refused(answer)).toEqual([400, 'validation_failed', 'issueDaysAhead']);
    }
  });

  it('goes by the day at the place of the company', async () => {
    const hour = new Date().getUTCHours();
    // Somewhere it is tomorrow from ten o'clock on, somewhere else it is still yesterday before noon.
    const [timeZone, there] = hour >= 10 ? ['Pacific/Kiritimati', day(1)] : ['Etc/GMT+12', day(-1)];
    await books.client.patch('/api/tenant/settings', { timeZone });
    expect(await newInvoice(books.client, {})).toMatchObject({ issueDate: there });
    const next = new Date(Date.parse(there) + 86_400_000).toISOString().slice(0, 10);
    expect(await refused(post('accounting/expenses', rent(next)))).toEqual([422, 'date_in_future', 'date']);
  });

  it('may lie before the company was founded here, as long as there are no opening balances', async () => {
    await books.post('2001-02-03', { 1020: '5' }, { 3100: '5' });
    await newInvoice(books.client, { issueDate: '2002-03-04' });
  });

  it('lies after the opening balances, until these are taken back', async () => {
    const opening = await books.make('accounting/opening-balances', {
      date: '2020-12-31',
      lines: [{ accountId: await books.account('1020'), debit: '100.00' }],
    });
    const before = (path: string, input: object) => refused(post(path, input));
    const entry = await books.entry('2020-12-31', { 1020: '5' }, { 3100: '5' });
    expect(await before('accounting/journal-entries', entry)).toEqual([422, 'date_before_books', 'date']);
    const draft: Json = await newDraft(books.client);
    const path = `sales/invoices/${draft.id}/issue`;
    expect(await before(path, { issueDate: '2020-12-31' })).toEqual([422, 'date_before_books', 'issueDate']);
    expect(await before('accounting/expenses', rent('2020-12-30'))).toEqual([
      422,
      'date_before_books',
      'date',
    ]);
    await books.post('2021-01-01', { 1020: '5' }, { 3100: '5' });
    await books.act(`accounting/journal-entries/${opening.id}/reverse`, { date: '2020-12-31' });
    await books.post('2020-12-31', { 1020: '5' }, { 3100: '5' });
  });

  it('is refused in a closed month by the field that says the day', async () => {
    await books.act('accounting/periods/2021-05/close');
    const draft = await newDraft(books.client);
    const issue = post(`sales/invoices/${draft.id}/issue`, { issueDate: '2021-05-31' });
    expect(await refused(issue)).toEqual([422, 'period_closed', 'issueDate']);
  });

  it('holds up no number once it was dated wrongly and voided', async () => {
    const { client } = books;
    const number = async (issueDate: string) => (await newInvoice(client, { issueDate })).number;
    await number('2021-03-01');
    const wrong = await newInvoice(client, { issueDate: '2021-12-31' });
    const early = await newDraft(client, { issueDate: '2021-03-02' });
    const order = [422, 'issue_date_out_of_order', 'issueDate'];
    expect(await refused(post(`sales/invoices/${early.id}/issue`))).toEqual(order);
    await books.act(`sales/invoices/${wrong.id}/void`, {});
    expect(await books.act(`sales/invoices/${early.id}/issue`)).toMatchObject({ number: 'INV-2021-000003' });
    expect(await number('2021-03-02')).toBe('INV-2021-000004');
    const older = await newDraft(client, { issueDate: '2021-03-01' });
    expect(await refused(post(`sales/invoices/${older.id}/issue`))).toEqual(order);
  });
});
