import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

const DATE = '2005-12-31';
const PAYABLES = [
  { vendor: 'City Estates', number: 'R-1', date: '2005-11-30', dueDate: '2005-12-20', amount: '300.00' },
  { vendor: 'Power Ltd', number: 'P-9', date: '2005-12-15', amount: '45.50' },
];

describe.each(TEST_ENGINES)('Opening balances on %s', (engine) => {
  let platform: TestPlatform;
  let companies = 0;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());

  const company = async (): Promise<Books> =>
    new Books(await platform.createTenant({ slug: `acme${(companies += 1)}`, multiLocation: true }));
  const line = async (books: Books, code: string, input: object) => ({
    accountId: await books.account(code),
    ...input,
  });
  const open = (books: Books, input: object): Promise<Json> =>
    books.make('accounting/opening-balances', { date: DATE, ...input });
  const owed = async (books: Books, day: string): Promise<Json> =>
    Object.fromEntries(
      (await books.report('aged-payables', `asOf=${day}`)).rows.map((row: Json) => [row.vendor, row.total]),
    );

  it('hold open payables, which make their line and are paid without being booked again', async () => {
    const books = await company();
    const entry = await open(books, {
      lines: [await line(books, '1020', { debit: '1000.00' })],
      payables: PAYABLES,
    });
    expect(await books.balances()).toMatchObject({ 1020: '1000.00', 2100: '-345.50', 3900: '-654.50' });
    expect(entry.lines).toHaveLength(3);
    expect(await owed(books, '2005-12-30')).toEqual({});
    expect(await owed(books, DATE)).toEqual({ 'City Estates': '300.00', 'Power Ltd': '45.50' });
    const { rows } = await books.report('aged-payables', `asOf=${DATE}`);
    expect(rows[0]).toMatchObject({ days1to30: '300.00' });
    const { items } = await books.read('accounting/expenses?vendor=City%20Estates');
    expect(items).toMatchObject([{ number: 'R-1', origin: 'opening', status: 'approved', total: '300.00' }]);
    await books.act(`accounting/expenses/${items[0].id}/pay`, { paidOn: '2006-01-05' });
    expect(await books.balances()).toMatchObject({ 1020: '700.00', 2100: '-45.50', 3900: '-654.50' });
    expect(await owed(books, '2006-01-05')).toEqual({ 'Power Ltd': '45.50' });
    const paid = `accounting/journal-entries/${entry.id}/reverse`;
    expect(await books.refusal(paid, {})).toEqual([409, 'opening_items_settled']);
    const other = (await books.read('accounting/expenses?vendor=Power%20Ltd')).items[0].id;
    expect(await books.refusal(`accounting/expenses/${other}/void`, {})).toEqual([409, 'expense_status']);
  });

  it('have items of the amount that their line says', async () => {
    const books = await company();
    const differing = [await line(books, '2100', { credit: '345.00' })];
    const { body } = await books.client.post('/api/accounting/opening-balances', {
      ...{ date: DATE, lines: differing, payables: PAYABLES },
    });
    expect([body.status, body.code, body.errors[0].path]).toEqual([422, 'opening_items_differ', 'payables']);
    expect(body.detail).toMatch(/345\.50.*345\.00/);
    const bare = { date: DATE, lines: differing };
    expect(await books.refusal('accounting/opening-balances', bare)).toEqual([422, 'party_required']);
    await open(books, { lines: [await line(books, '2100', { credit: '345.50' })], payables: PAYABLES });
    expect(await books.balances()).toMatchObject({ 2100: '-345.50', 3900: '345.50' });
  });

  it('name vendors on lines as entries do, beside items', async () => {
    const books = await company();
    const lines = [await line(books, '2100', { credit: '10.00', vendor: 'Baker' })];
    await open(books, { lines, payables: PAYABLES });
    expect(await owed(books, DATE)).toEqual({
      Baker: '10.00',
      'City Estates': '300.00',
      'Power Ltd': '45.50',
    });
    expect(await books.balances()).toMatchObject({ 2100: '-355.50' });
  });

  it('refuse items of a later day, and such as are due before', async () => {
    const books = await company();
    const late = [{ ...PAYABLES[1], date: '2006-01-01' }];
    const early = [{ ...PAYABLES[0], dueDate: '2005-11-29' }];
    for (const [payables, path] of [
      [late, 'payables.0.date'],
      [early, 'payables.0.dueDate'],
    ] as const) {
      const input = { date: DATE, lines: [], payables };
      const { status, body } = await books.client.post('/api/accounting/opening-balances', input);
      expect([status, body.errors[0].path]).toEqual([400, path]);
    }
    expect(await books.refusal('accounting/opening-balances', { date: DATE, lines: [] })).toEqual([
      422,
      'unbalanced_entry',
    ]);
  });

  it('are posted once for a place, also by two at once', async () => {
    const books = await company();
    const shop = await books.make('locations', { code: 'SHOP', name: 'Shop', kind: 'store' });
    const input = async (amount: string, locationId: string | null) => ({
      date: DATE,
      locationId,
      lines: [await line(books, '1020', { debit: amount })],
    });
    const answers = await Promise.all([
      books.client.post('/api/accounting/opening-balances', await input('1.00', null)),
      books.client.post('/api/accounting/opening-balances', await input('2.00', null)),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('opening_balances_exist');
    await open(books, await input('3.00', shop.id));
    const again = { ...(await input('4.00', shop.id)), date: '2006-02-28' };
    expect(await books.refusal('accounting/opening-balances', again)).toEqual([
      409,
      'opening_balances_exist',
    ]);
  });

  it('are taken back on their own day, after which others may be posted', async () => {
    const books = await company();
    const first = await open(books, { lines: [], payables: PAYABLES });
    const reversal = await books.act(`accounting/journal-entries/${first.id}/reverse`, {});
    expect(reversal.date).toBe(DATE);
    expect(await owed(books, DATE)).toEqual({});
    expect(await owed(books, '2006-06-30')).toEqual({});
    const items = (await books.read('accounting/expenses')).items;
    expect(items.map(({ status }: Json) => status)).toEqual(['void', 'void']);
    await open(books, { lines: [], payables: PAYABLES.slice(1) });
    expect(await owed(books, DATE)).toEqual({ 'Power Ltd': '45.50' });
  });

  it('stay in a month that is closed', async () => {
    const books = await company();
    const { id } = await open(books, { lines: [], payables: PAYABLES });
    await books.act('accounting/periods/2005-12/close', {});
    const path = `accounting/journal-entries/${id}/reverse`;
    expect(await books.refusal(path, {})).toEqual([422, 'period_closed']);
    expect((await owed(books, DATE))['Power Ltd']).toBe('45.50');
  });
});
