import {
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
  type TestResponse,
} from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import { newDraft } from '../../support/sales.support.js';

const FORCE = { force: true, reason: 'The business was sold' };

describe.each(TEST_ENGINES)('Closing on %s', (engine) => {
  let platform: TestPlatform;
  let companies = 0;
  let books: Books;
  const post = (path: string, input?: object) => books.client.post(`/api/accounting/${path}`, input);
  const codeOf = async (pending: Promise<TestResponse>): Promise<[number, string]> => {
    const { status, body } = await pending;
    return [status, body.code];
  };
  const closeMonths = async (year: number, months: readonly number[]): Promise<void> => {
    for (const month of months) {
      await books.act(`accounting/periods/${year}-${String(month).padStart(2, '0')}/close`, {});
    }
  };
  const ALL = Array.from({ length: 12 }, (_, index) => index + 1);

  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());
  beforeEach(async () => {
    books = new Books(await platform.createTenant({ slug: `closing-${(companies += 1)}` }));
  });

  it('waits for the last day of a month, and of a year', async () => {
    const now = new Date().toISOString();
    expect(await codeOf(post(`periods/${now.slice(0, 7)}/close`))).toEqual([422, 'period_not_over']);
    expect(await codeOf(post('periods/9000-01/close'))).toEqual([422, 'period_not_over']);
    expect(await codeOf(post(`years/${now.slice(0, 4)}/close`))).toEqual([422, 'period_not_over']);
    await books.act(`accounting/periods/${now.slice(0, 7)}/close`, FORCE);
  });

  it('waits for the drafts that are dated in the month', async () => {
    const { client } = books;
    const expense = await books.make('accounting/expenses', {
      date: '2021-03-31',
      category: 'Rent',
      net: '1.00',
    });
    const draft: Json = await newDraft(client, { issueDate: '2021-03-01' });
    await newDraft(client);
    const { status, body } = await post('periods/2021-03/close');
    expect([status, body.code]).toEqual([422, 'drafts_open']);
    expect(body.detail).toContain('1 expenses and 1 invoices');
    await books.act('accounting/periods/2021-02/close');
    await books.act(`accounting/expenses/${expense.id}/approve`);
    expect(await codeOf(post('periods/2021-03/close'))).toEqual([422, 'drafts_open']);
    await client.patch(`/api/sales/invoices/${draft.id}`, { issueDate: '2021-04-01' });
    await books.act('accounting/periods/2021-03/close', { force: false });
    expect(await codeOf(post('years/2021/close'))).toEqual([422, 'drafts_open']);
  });

  it('of a year waits for its months', async () => {
    await books.post('2020-05-05', { 1020: '5.00' }, { 4900: '5.00' });
    await closeMonths(2020, ALL.slice(0, 11));
    const { status, body } = await post('years/2020/close');
    expect([status, body.code]).toEqual([422, 'periods_open']);
    expect(body.detail).toContain('2020-12');
    await closeMonths(2020, [12]);
    expect(await books.act('accounting/years/2020/close', {})).toMatchObject({ status: 'closed' });
  });

  it('of the first year waits for no month before the books began', async () => {
    const lines = [{ accountId: await books.account('1020'), debit: '100.00' }];
    await books.make('accounting/opening-balances', { date: '2019-09-30', lines });
    await closeMonths(2019, [10, 11, 12]);
    await books.act('accounting/years/2019/close');
  });

  it('goes by force, with a reason that the audit log keeps', async () => {
    for (const input of [{ force: true }, { force: true, reason: '' }, { force: 'yes', reason: 'x' }]) {
      expect(await codeOf(post('years/2020/close', input))).toEqual([400, 'validation_failed']);
    }
    await books.act('accounting/years/2020/close', FORCE);
    const { items } = await books.read('audit?action=year.closed');
    expect(items[0].after).toMatchObject({ year: 2020, forced: true, reason: FORCE.reason });
  });

  it('leaves group accounts without postings', async () => {
    const refused = async (path: string, input: object): Promise<unknown[]> => {
      const { status, body } = await post(path, input);
      return [status, body.code, body.errors?.[0]?.path];
    };
    const entry = await books.entry('2021-01-01', { 1000: '1.00' }, { 3100: '1.00' });
    expect(await refused('journal-entries', entry)).toEqual([422, 'account_is_group', 'lines.0.accountId']);
    const expense = { date: '2021-01-01', category: '6000', net: '1.00' };
    expect(await refused('expenses', expense)).toEqual([422, 'account_is_group', 'category']);
    await books.post('2021-01-01', { 6500: '1.00' }, { 1020: '1.00' });
    const below = (code: string, parentId: string) => ({ code, name: 'Pens', type: 'expense', parentId });
    expect(await refused('accounts', below('6510', await books.account('6500')))).toEqual([
      409,
      'account_in_use',
      undefined,
    ]);
    expect(await refused('accounts', below('6110', await books.account('6100')))).toEqual([
      409,
      'account_in_use',
      undefined,
    ]);
    const group = await books.account('6700');
    await books.make('accounting/accounts', below('6710', group));
    const travel = { date: '2021-01-01', category: 'Travel', net: '1.00' };
    expect(await refused('expenses', travel)).toEqual([422, 'account_is_group', 'category']);
    const { id } = await books.make('accounting/accounts', below('6910', await books.account('6000')));
    const move = await books.client.patch(`/api/accounting/accounts/${id}`, {
      parentId: await books.account('6500'),
    });
    expect([move.status, move.body.code]).toEqual([409, 'account_in_use']);
  });
});
