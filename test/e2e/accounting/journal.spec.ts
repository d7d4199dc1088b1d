import { startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

const NOBODY = '019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d';

describe.each(TEST_ENGINES)('The journal on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR' }));
  });
  afterAll(() => platform.close());

  it('posts a balanced entry with a number of its year', async () => {
    const entry = await books.post('2024-01-10', { 1020: '100.00' }, { 2500: '60.00', 3100: '40' });
    expect(entry).toMatchObject({
      number: 'JE-2024-000001',
      status: 'posted',
      source: 'manual',
      total: '100.00',
      postedBy: 'owner@acme.test',
    });
    expect(entry.lines.map(({ debit, credit }: Record<string, string>) => [debit, credit])).toEqual([
      ['100.00', '0.00'],
      ['0.00', '60.00'],
      ['0.00', '40.00'],
    ]);
    expect(await books.read(`accounting/journal-entries/${entry.id}`)).toEqual(entry);
  });

  it('numbers the entries of a year without gaps, whatever is refused in between', async () => {
    const unbalanced = await books.entry('2023-05-01', { 1020: '1' }, { 3100: '2' });
    const balanced = await books.entry('2023-05-01', { 1020: '1' }, { 3100: '1' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        books.client.post('/api/accounting/journal-entries', index % 4 === 0 ? unbalanced : balanced),
      ),
    );
    const posted = answers.filter(({ status }) => status === 201);
    const numbers = posted.map(({ body }) => body.number as string);
    expect(numbers.sort()).toEqual(
      Array.from({ length: 15 }, (_, index) => `JE-2023-${String(index + 1).padStart(6, '0')}`),
    );
  });

  it.each([
    ['debits and credits that differ', { 1020: '100' }, { 3100: '99.99' }, 422, 'unbalanced_entry'],
    ['more decimals than the currency has', { 1020: '1.001' }, { 3100: '1.001' }, 400, 'validation_failed'],
    ['amounts below zero', { 1020: '-1' }, { 3100: '-1' }, 400, 'validation_failed'],
    ['lines without an amount', { 1020: '0' }, { 3100: '0' }, 400, 'validation_failed'],
    [
      'amounts out of range',
      { 1020: '90000000000000.01' },
      { 3100: '90000000000000.01' },
      422,
      'amount_out_of_range',
    ],
  ])('refuses %s', async (_what, debits, credits, status, code) => {
    const input = await books.entry('2024-02-01', debits, credits);
    expect(await books.refusal('accounting/journal-entries', input)).toEqual([status, code]);
  });

  it('refuses days that no report would show', async () => {
    const entry = await books.entry('9999-01-01', { 1020: '1.00' }, { 3100: '1.00' });
    const { status, body } = await books.client.post('/api/accounting/journal-entries', entry);
    expect([status, body.code, body.errors]).toEqual([
      422,
      'date_out_of_range',
      [{ path: 'date', message: 'must not lie after 9998-12-31' }],
    ]);
  });

  it('shows the last day that it takes in reports without an end', async () => {
    const before = await books.balances('to=9999-12-31');
    await books.post(new Date().toISOString().slice(0, 10), { 1020: '1.00' }, { 1300: '1.00' });
    expect(before['1300']).toBeUndefined();
    expect(await books.balances('to=9999-12-31')).toMatchObject({ 1300: '-1.00' });
  });

  it('refuses JSON numbers as amounts', async () => {
    const accountId = await books.account('1020');
    const { status, body } = await books.client.post('/api/accounting/journal-entries', {
      date: '2024-02-01',
      memo: 'Numbers',
      lines: [
        { accountId, debit: 1 },
        { accountId, credit: '1' },
      ],
    });
    expect([status, body.errors[0].path]).toEqual([400, 'lines.0.debit']);
  });

  it('refuses accounts that do not exist and names the line', async () => {
    const { status, body } = await books.client.post('/api/accounting/journal-entries', {
      date: '2024-02-01',
      memo: 'Nowhere',
      lines: [
        { accountId: await books.account('1020'), debit: '1' },
        { accountId: NOBODY, credit: '1' },
      ],
    });
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'unknown_reference', 'lines.1.accountId']);
  });

  it('refuses a line with both sides', async () => {
    const accountId = await books.account('1020');
    const lines = [
      { accountId, debit: '1', credit: '1' },
      { accountId, debit: '1', credit: '1' },
    ];
    const input = { date: '2024-02-01', memo: 'Both', lines };
    expect(await books.refusal('accounting/journal-entries', input)).toEqual([400, 'validation_failed']);
  });

  it('reverses an entry once, and balances are as before', async () => {
    const before = await books.balances('to=2024-12-31');
    const entry = await books.post('2024-03-01', { 6200: '500.00' }, { 1020: '500.00' });
    const reversal = await books.act(`accounting/journal-entries/${entry.id}/reverse`, {
      date: '2024-03-02',
    });
    expect(reversal).toMatchObject({ reversesId: entry.id, source: 'reversal', date: '2024-03-02' });
    expect(await books.balances('to=2024-12-31')).toMatchObject(before);
    expect((await books.balances('to=2024-12-31'))['6200']).toBe('0.00');
    expect(await books.refusal(`accounting/journal-entries/${entry.id}/reverse`)).toEqual([
      409,
      'already_reversed',
    ]);
  });

  it('reverses an entry once when asked twice at the same time', async () => {
    const entry = await books.post('2024-03-05', { 6200: '5.00' }, { 1020: '5.00' });
    const path = `/api/accounting/journal-entries/${entry.id}/reverse`;
    const answers = await Promise.all([1, 2, 3].map(() => books.client.post(path, { date: '2024-03-05' })));
    expect(answers.map(({ status }) => String(status)).sort()).toEqual(['200', '409', '409']);
  });

  it('reverses an entry on its own day at the earliest', async () => {
    const entry = await books.post('2024-11-02', { 6200: '5.00' }, { 1020: '5.00' });
    const path = `/api/accounting/journal-entries/${entry.id}/reverse`;
    const { status, body } = await books.client.post(path, { date: '2024-11-01' });
    expect([status, body.code, body.errors]).toEqual([
      422,
      'date_too_early',
      [{ path: 'date', message: 'must not lie before 2024-11-02' }],
    ]);
    expect((await books.client.post(path, { date: '2024-11-02' })).status).toBe(200);
  });

  it('reverses an entry that lies ahead on its own day when none is named', async () => {
    await books.client.patch('/api/tenant/settings', { issueDaysAhead: 30 });
    const ahead = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const entry = await books.post(ahead, { 6200: '5.00' }, { 1020: '5.00' });
    await books.client.patch('/api/tenant/settings', { issueDaysAhead: 0 });
    expect(await books.act(`accounting/journal-entries/${entry.id}/reverse`)).toMatchObject({ date: ahead });
  });

  it('is listed by day, source, account and text', async () => {
    const bank = await books.account('2500');
    const list = async (query: string) => (await books.read(`accounting/journal-entries?${query}`)).items;
    expect(await list('from=2024-01-01&to=2024-01-31')).toHaveLength(1);
    expect(await list(`accountId=${bank}`)).toMatchObject([{ number: 'JE-2024-000001' }]);
    expect(await list('q=entry%20OF%202024-01-10')).toHaveLength(1);
    const dates: string[] = (await list('source=manual&limit=100')).map(({ date }: { date: string }) => date);
    expect(dates).toEqual([...dates].sort().toReversed());
  });

  it('shows an account with its running balance, page after page', async () => {
    const id = (await books.make('accounting/accounts', { code: '1990', name: 'Till', type: 'asset' })).id;
    await books.read('accounting/accounts');
    const till = { accountId: id };
    const other = { accountId: await books.account('3100') };
    for (const [day, debit] of Object.entries({ '01': '10', '02': '20', '03': '30', '04': '40' })) {
      const lines = [
        { ...till, debit },
        { ...other, credit: debit },
      ];
      await books.make('accounting/journal-entries', { date: `2025-01-${day}`, memo: 'In', lines });
    }
    const ledger = `accounting/accounts/${id}/ledger?from=2025-01-02`;
    const first = await books.read(`${ledger}&limit=2`);
    expect(first).toMatchObject({ code: '1990', opening: '10.00', closing: '60.00' });
    const second = await books.read(`${ledger}&limit=2&cursor=${first.nextCursor}`);
    expect(second.opening).toBe('60.00');
    expect(second.items).toMatchObject([{ debit: '40.00', balance: '100.00', date: '2025-01-04' }]);
    expect(second.nextCursor).toBeNull();
  });

  it('takes opening balances and books what they lack', async () => {
    const lines = [
      { accountId: await books.account('1020'), debit: '1000.00' },
      { accountId: await books.account('2500'), credit: '300.00' },
    ];
    const entry = await books.make('accounting/opening-balances', { date: '2022-12-31', lines });
    expect(entry).toMatchObject({ source: 'opening', total: '1000.00' });
    expect(await books.balances('to=2022-12-31')).toEqual({
      1020: '1000.00',
      2500: '-300.00',
      3900: '-700.00',
    });
  });
});
