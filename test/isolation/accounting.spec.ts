import { type Json, startPlatform, TEST_STORES, type TestPlatform } from '../support/index.js';
import { Books } from '../support/accounting.support.js';

describe.each(TEST_STORES)('The books of two companies on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let acme: Books;
  let globex: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    acme = new Books(await platform.createTenant({ slug: 'acme', multiLocation: true }));
    globex = new Books(await platform.createTenant({ slug: 'globex', multiLocation: true }));
  });
  afterAll(() => platform.close());

  it('have the same codes and numbers, and other rows', async () => {
    const rate = { code: 'VAT', name: 'VAT', rate: '0.2' };
    const [a, b] = [
      await acme.make('accounting/tax-rates', rate),
      await globex.make('accounting/tax-rates', rate),
    ];
    expect(a.id).not.toBe(b.id);
    const [first, second] = [
      await acme.post('2006-01-01', { 1020: '1.00' }, { 3100: '1.00' }),
      await globex.post('2006-01-01', { 1020: '2.00' }, { 3100: '2.00' }),
    ];
    expect([first.number, second.number]).toEqual(['JE-2006-000001', 'JE-2006-000001']);
    expect(await acme.balances()).toEqual({ 1020: '1.00', 3100: '-1.00' });
    expect(await globex.balances()).toEqual({ 1020: '2.00', 3100: '-2.00' });
  });

  it("show nobody the other's rows", async () => {
    const rate = await acme.make('accounting/tax-rates', { code: 'A', name: 'A', rate: '0.1' });
    const place = await acme.make('locations', { code: 'A', name: 'A', kind: 'store' });
    const expense = await acme.make('accounting/expenses', {
      date: '2006-01-01',
      category: 'Rent',
      net: '1',
    });
    const entry = await acme.post('2006-01-02', { 1020: '1.00' }, { 3100: '1.00' });
    for (const path of [
      `accounting/tax-rates/${rate.id}`,
      `accounting/accounts/${await acme.account('1020')}`,
      `accounting/accounts/${await acme.account('1020')}/ledger`,
      `accounting/journal-entries/${entry.id}`,
      `accounting/expenses/${expense.id}`,
      `locations/${place.id}`,
    ]) {
      const { status, body } = await globex.client.get(`/api/${path}`);
      expect([path, status, body.code]).toEqual([path, 404, 'not_found']);
    }
    for (const path of [
      `accounting/expenses/${expense.id}/approve`,
      `accounting/journal-entries/${entry.id}/reverse`,
    ]) {
      expect(await globex.refusal(path)).toEqual([404, 'not_found']);
    }
    expect(await acme.read(`accounting/expenses/${expense.id}`)).toMatchObject({ status: 'draft' });
  });

  it("let nobody refer to the other's rows", async () => {
    const rate = await acme.make('accounting/tax-rates', { code: 'B', name: 'B', rate: '0.1' });
    const place = await acme.make('locations', { code: 'B', name: 'B', kind: 'store' });
    const expense = { date: '2006-01-01', category: 'Rent', net: '1' };
    const refused = [422, 'unknown_reference'];
    expect(await globex.refusal('accounting/expenses', { ...expense, taxRateId: rate.id })).toEqual(refused);
    expect(await globex.refusal('accounting/expenses', { ...expense, locationId: place.id })).toEqual(
      refused,
    );
    expect(
      await globex.refusal('locations', { code: 'C', name: 'C', kind: 'store', parentId: place.id }),
    ).toEqual(refused);
    const entry = await acme.entry('2006-01-01', { 1020: '1' }, { 3100: '1' });
    expect(await globex.refusal('accounting/journal-entries', entry)).toEqual(refused);
    const report = await globex.client.get(`/api/accounting/reports/tax?locationId=${place.id}`);
    expect([report.status, report.body.code]).toEqual(refused);
  });

  it('owe their own vendors, and begin with their own balances', async () => {
    const item = { vendor: 'Same', number: '1', date: '1999-12-01' };
    for (const [books, amount] of [
      [acme, '10.00'],
      [globex, '20.00'],
    ] as const) {
      const opening = { date: '1999-12-31', lines: [], payables: [{ ...item, amount }] };
      await books.make('accounting/opening-balances', opening);
      const lines = [
        { accountId: await books.account('2100'), credit: '1.00', vendor: `Only ${amount}` },
        { accountId: await books.account('6200'), debit: '1.00' },
      ];
      await books.make('accounting/journal-entries', { date: '2000-01-02', memo: 'By hand', lines });
    }
    for (const [books, amount] of [
      [acme, '10.00'],
      [globex, '20.00'],
    ] as const) {
      const { rows } = await books.report('aged-payables', 'asOf=2000-01-31');
      expect(rows.map(({ vendor, total }: Json) => [vendor, total])).toEqual([
        [`Only ${amount}`, '1.00'],
        ['Same', amount],
      ]);
    }
  });

  it("let nobody book on the other's customer", async () => {
    const customer = await acme.make('sales/customers', { name: 'Secret' });
    const lines = [
      { accountId: await globex.account('1100'), debit: '1.00', customerId: customer.id },
      { accountId: await globex.account('4100'), credit: '1.00' },
    ];
    const { status, raw } = await globex.client.post('/api/accounting/journal-entries', {
      ...{ date: '2006-01-05', memo: 'By hand', lines },
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(raw.toString('utf8')).not.toContain('Secret');
    expect((await globex.read('accounting/journal-entries?from=2006-01-05&to=2006-01-05')).items).toEqual([]);
  });

  it('have their own categories in the tax report', async () => {
    const { id: taxRateId } = await acme.make('accounting/tax-rates', {
      ...{ code: 'EX', name: 'EX', rate: '0', category: 'export' },
    });
    const bought = { date: '2008-01-01', category: 'Rent', net: '1.00', taxRateId };
    const { id } = await acme.make('accounting/expenses', bought);
    await acme.act(`accounting/expenses/${id}/approve`);
    const range = 'from=2008-01-01&to=2008-12-31';
    expect((await acme.report('tax', range)).purchases).toMatchObject([{ category: 'export', net: '1.00' }]);
    expect((await globex.report('tax', range)).purchases).toEqual([]);
  });

  it('close their months apart', async () => {
    await acme.act('accounting/periods/2000-05/close');
    await globex.post('2000-05-31', { 1020: '1.00' }, { 3100: '1.00' });
    const entry = await acme.entry('2000-05-31', { 1020: '1' }, { 3100: '1' });
    expect(await acme.refusal('accounting/journal-entries', entry)).toEqual([422, 'period_closed']);
  });

  it('stay apart when both are written at the same time', async () => {
    const companies = [
      { books: acme, amount: '7.00' },
      { books: globex, amount: '11.00' },
    ];
    const entries = new Map<Books, object>();
    for (const { books, amount } of companies) {
      entries.set(books, await books.entry('2002-03-03', { 1020: amount }, { 3100: amount }));
    }
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const { books } = companies[index % 2]!;
        return books.make('accounting/journal-entries', entries.get(books));
      }),
    );
    for (const { books, amount } of companies) {
      const { rows } = await books.report('trial-balance', 'from=2002-01-01&to=2002-12-31');
      const sum = `${Number(amount) * 30}.00`;
      expect(rows.map(({ debit, credit }: Json) => [debit, credit])).toEqual([
        [sum, '0.00'],
        ['0.00', sum],
      ]);
    }
  });
});
