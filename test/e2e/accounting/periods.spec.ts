import { startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe.each(TEST_ENGINES)('Periods on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme' }));
  });
  afterAll(() => platform.close());

  const rent = (date: string) => ({ date, category: 'Rent', net: '10.00' });

  it('are open until they are closed, also those before the company came', async () => {
    await books.post('1999-12-31', { 1020: '1' }, { 3100: '1' });
    expect(await books.read('accounting/periods/1999-12')).toMatchObject({
      period: '1999-12',
      status: 'open',
    });
  });

  it('take nothing more once they are closed', async () => {
    const expense = await books.make('accounting/expenses', rent('2006-02-10'));
    const before = await books.balances('to=2006-12-31');
    const closed = await books.act('accounting/periods/2006-02/close', {
      force: true,
      reason: 'For the test',
    });
    expect(closed).toMatchObject({ period: '2006-02', status: 'closed', closedBy: 'owner@acme.test' });
    expect(closed.closedAt).toMatch(/^\d{4}-.*Z$/);
    const entry = await books.entry('2006-02-28', { 1020: '1' }, { 3100: '1' });
    expect(await books.refusal('accounting/journal-entries', entry)).toEqual([422, 'period_closed']);
    expect(await books.refusal(`accounting/expenses/${expense.id}/approve`)).toEqual([422, 'period_closed']);
    expect((await books.read(`accounting/expenses/${expense.id}`)).status).toBe('draft');
    expect(await books.balances('to=2006-12-31')).toEqual(before);
  });

  it('take entries of the months around them', async () => {
    await books.post('2006-01-31', { 1020: '1' }, { 3100: '1' });
    await books.post('2006-03-01', { 1020: '1' }, { 3100: '1' });
  });

  it('are closed once', async () => {
    expect(await books.refusal('accounting/periods/2006-02/close')).toEqual([409, 'period_already_closed']);
    expect(await books.refusal('accounting/periods/2006-03/reopen', { reason: 'No reason' })).toEqual([
      409,
      'period_not_closed',
    ]);
  });

  it('are reopened with a reason', async () => {
    await books.act('accounting/periods/2006-04/close');
    expect(await books.refusal('accounting/periods/2006-04/reopen')).toEqual([400, 'validation_failed']);
    const open = await books.act('accounting/periods/2006-04/reopen', { reason: 'A late bill' });
    expect(open).toMatchObject({
      status: 'open',
      closedAt: null,
      closedBy: null,
      reopenReason: 'A late bill',
    });
    await books.post('2006-04-30', { 1020: '1' }, { 3100: '1' });
  });

  it('are listed from the newest back, page by page', async () => {
    const first = await books.read('accounting/periods?limit=100');
    const names: string[] = first.items.map(({ period }: { period: string }) => period);
    expect(names).toEqual([...names].sort().toReversed());
    expect(names).toContain(new Date().toISOString().slice(0, 7));
    const second = await books.read(`accounting/periods?limit=100&cursor=${first.nextCursor}`);
    expect(second.items[0].period < names.at(-1)!).toBe(true);
    expect((await books.read('accounting/periods?year=2006')).items).toHaveLength(12);
  });

  it.each(['2006-13', '2006-2', 'march', '2006-02-01'])('refuse the name %s', async (name) => {
    expect(await books.refusal(`accounting/periods/${name}/close`)).toEqual([400, 'validation_failed']);
  });

  it('lose no entry to a closing at the same time', async () => {
    const input = await books.entry('2001-07-15', { 1020: '1' }, { 3100: '1' });
    const posts = Array.from({ length: 12 }, () =>
      books.client.post('/api/accounting/journal-entries', input),
    );
    const closing = books.client.post('/api/accounting/periods/2001-07/close');
    const answers = await Promise.all(posts);
    expect((await closing).status).toBe(200);
    const posted = answers.filter(({ status }) => status === 201).length;
    expect(answers.filter(({ body }) => body.code === 'period_closed')).toHaveLength(12 - posted);
    const { rows } = await books.report('trial-balance', 'from=2001-07-01&to=2001-07-31');
    expect(rows.map(({ debit }: { debit: string }) => Number(debit)).sort()).toEqual(
      posted ? [0, posted] : [],
    );
  });
});

describe.each(TEST_ENGINES)('Years on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', multiLocation: true }));
    await books.post('2004-06-30', { 1020: '1000.00' }, { 4100: '1000.00' });
    await books.post('2004-07-01', { 6200: '300.00' }, { 1020: '300.00' });
    await books.post('2005-01-02', { 1020: '50.00' }, { 4100: '50.00' });
  });
  afterAll(() => platform.close());

  it('carry their result to retained earnings when they are closed', async () => {
    const before = await books.report('balance-sheet', 'to=2004-12-31');
    const profit = await books.report('profit-and-loss', 'from=2004-01-01&to=2004-12-31');
    expect(
      await books.act('accounting/years/2004/close', { force: true, reason: 'For the test' }),
    ).toMatchObject({ year: 2004, status: 'closed' });
    expect(await books.balances('to=2004-12-31')).toMatchObject({
      3200: '-700.00',
      4100: '0.00',
      6200: '0.00',
    });
    expect(await books.report('profit-and-loss', 'from=2004-01-01&to=2004-12-31')).toEqual(profit);
    const after = await books.report('balance-sheet', 'to=2004-12-31');
    expect([after.totalEquity, after.totalAssets]).toEqual([before.totalEquity, before.totalAssets]);
    expect(after.equity).toMatchObject([{ code: '3200', amount: '700.00' }]);
  });

  it('take nothing more once they are closed, and neither do their months', async () => {
    const entry = await books.entry('2004-12-31', { 1020: '1' }, { 3100: '1' });
    expect(await books.refusal('accounting/journal-entries', entry)).toEqual([422, 'year_closed']);
    expect(await books.read('accounting/periods/2004-05')).toMatchObject({ status: 'closed' });
    await books.post('2005-01-03', { 1020: '1.00' }, { 3100: '1.00' });
  });

  it('come back as they were when they are reopened', async () => {
    const { body } = await books.client.post('/api/accounting/years/2004/reopen', {
      reason: 'The auditor asks',
    });
    expect(body).toMatchObject({ year: 2004, status: 'open' });
    expect(await books.balances('to=2004-12-31')).toMatchObject({
      3200: '0.00',
      4100: '-1000.00',
      6200: '300.00',
    });
    await books.post('2004-12-31', { 6200: '1.00' }, { 1020: '1.00' });
    await books.act('accounting/years/2004/close', { force: true, reason: 'For the test' });
    expect((await books.balances('to=2004-12-31'))['3200']).toBe('-699.00');
  });
});
