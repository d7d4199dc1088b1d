import { expectStatus, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe.each(TEST_ENGINES)('Tax rates and accounts on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme' }));
  });
  afterAll(() => platform.close());

  const refusedPatch = async (path: string, change: object): Promise<[number, string]> => {
    const { status, body } = await books.client.patch(`/api/${path}`, change);
    return [status, body.code];
  };

  const inputFor = async (documents: string, taxRateId: string): Promise<object> => {
    if (documents === 'accounting/expenses')
      return { date: '2006-03-01', category: 'Rent', net: '100.00', taxRateId };
    const { id: customerId } = await books.make('sales/customers', { name: 'A customer' });
    return { customerId, lines: [{ description: 'Goods', quantity: '1', unitPrice: '100.00', taxRateId }] };
  };

  it('keep rates as strings with four decimals', async () => {
    const rate = await books.make('accounting/tax-rates', { code: 'VAT', name: 'Standard', rate: '0.2' });
    expect(rate).toMatchObject({ code: 'VAT', rate: '0.2000', active: true, validFrom: null, version: 1 });
    expect(await books.read(`accounting/tax-rates/${rate.id}`)).toEqual(rate);
    expect((await books.read('accounting/tax-rates')).items).toEqual([rate]);
  });

  it.each([
    [{ code: 'X', name: 'X', rate: 0.2 }, 'rate'],
    [{ code: 'X', name: 'X', rate: '-0.2' }, 'rate'],
    [{ code: 'X', name: 'X', rate: '0.20001' }, 'rate'],
    [{ code: 'X', name: 'X', rate: '0.2', validFrom: '2006-02-30' }, 'validFrom'],
    [{ code: 'X', name: 'X', rate: '0.2', validFrom: '2006-02-01', validTo: '2006-01-01' }, 'validTo'],
    [{ code: '', name: 'X', rate: '0.2' }, 'code'],
  ])('refuse the rate %j', async (input, path) => {
    const { status, body } = await books.client.post('/api/accounting/tax-rates', input);
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', path]);
  });

  it.each([
    ['accounting/tax-rates', { code: 'NULL', name: 'Null', rate: '0.1' }],
    ['accounting/accounts', { code: '6199', name: 'Null', type: 'expense' }],
    ['locations', { code: 'NULL', name: 'Null', kind: 'store' }],
  ])('refuse null for whether they are active: %s', async (path, input) => {
    const [first] = (await books.read(path)).items;
    const id = first?.id ?? (await books.make(path, input)).id;
    const answers = [
      await books.client.post(`/api/${path}`, { ...input, active: null }),
      await books.client.patch(`/api/${path}/${id}`, { active: null }),
    ];
    for (const { status, body } of answers)
      expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', 'active']);
  });

  it('have codes of their own', async () => {
    const input = { code: 'VAT', name: 'Again', rate: '0.1' };
    expect(await books.refusal('accounting/tax-rates', input)).toEqual([409, 'conflict']);
  });

  it('delete a rate nobody used', async () => {
    const { id } = await books.make('accounting/tax-rates', { code: 'GONE', name: 'Gone', rate: '0' });
    expect((await books.client.delete(`/api/accounting/tax-rates/${id}`)).status).toBe(204);
  });

  it('keep the rate of what was posted, and deactivate it instead of deleting it', async () => {
    const { id } = await books.make('accounting/tax-rates', { code: 'OLD', name: 'Old', rate: '0.16' });
    const expense = await books.make('accounting/expenses', {
      date: '2006-03-01',
      category: 'Rent',
      net: '100.00',
      taxRateId: id,
    });
    await books.act(`accounting/expenses/${expense.id}/approve`);
    const removed = await books.client.delete(`/api/accounting/tax-rates/${id}`);
    expect([removed.status, removed.body.code]).toEqual([409, 'tax_rate_in_use']);
    expect(await refusedPatch(`accounting/tax-rates/${id}`, { rate: '0.19' })).toEqual([
      409,
      'tax_rate_in_use',
    ]);
    const { status } = await books.client.patch(`/api/accounting/tax-rates/${id}`, { active: false });
    expect(status).toBe(200);
    const late = { date: '2006-03-02', category: 'Rent', net: '1.00', taxRateId: id };
    expect(await books.refusal('accounting/expenses', late)).toEqual([422, 'tax_rate_inactive']);
  });

  it.each([
    ['accounting/expenses', 'EXP'],
    ['sales/invoices', 'INV'],
  ])('keep the rate from the first draft in %s on', async (documents, code) => {
    const rate = await books.make('accounting/tax-rates', { code, name: code, rate: '0.2' });
    const path = `accounting/tax-rates/${rate.id}`;
    const change = (input: object) => books.client.patch(`/api/${path}`, input);
    expect((await change({ rate: '0.3' })).body).toMatchObject({ rate: '0.3000' });
    const { id } = await books.make(documents, await inputFor(documents, rate.id));
    expect(await refusedPatch(path, { rate: '0.1' })).toEqual([409, 'tax_rate_in_use']);
    expect((await change({ rate: '0.3', name: 'Renamed', validTo: '2999-12-31' })).status).toBe(200);
    await expectStatus(204, books.client.delete(`/api/${documents}/${id}`));
    expect((await change({ rate: '0.1' })).body).toMatchObject({ rate: '0.1000' });
  });

  it('are used on their days alone', async () => {
    const { id: taxRateId } = await books.make('accounting/tax-rates', {
      code: 'H1',
      name: 'First half',
      rate: '0.1',
      validFrom: '2006-01-01',
      validTo: '2006-06-30',
    });
    const expense = (date: string) => ({ date, category: 'Rent', net: '1.00', taxRateId });
    expect(await books.refusal('accounting/expenses', expense('2006-07-01'))).toEqual([
      422,
      'tax_rate_inactive',
    ]);
    await books.make('accounting/expenses', expense('2006-06-30'));
  });

  it('begin with a chart in which each part is played once', async () => {
    const { items } = await books.read('accounting/accounts?limit=100');
    const roles = items.flatMap(({ role }: { role: string | null }) => role ?? []).sort();
    expect(roles).toEqual([...new Set(roles)]);
    expect(roles).toEqual(
      expect.arrayContaining(['receivable', 'sales', 'sales_tax', 'input_tax', 'payable']),
    );
  });

  it('let accounts be added, moved and renamed inside their type', async () => {
    const parentId = await books.account('6000');
    const account = await books.make('accounting/accounts', {
      code: '6150',
      name: 'Software',
      type: 'expense',
      parentId,
    });
    const { body } = await books.client.patch(`/api/accounting/accounts/${account.id}`, { name: 'Cloud' });
    expect(body).toMatchObject({ code: '6150', name: 'Cloud', parentId, role: null, version: 2 });
    const assets = await books.account('1000');
    expect(await refusedPatch(`accounting/accounts/${account.id}`, { parentId: assets })).toEqual([
      422,
      'account_type_mismatch',
    ]);
    expect(await refusedPatch(`accounting/accounts/${parentId}`, { parentId: account.id })).toEqual([
      422,
      'account_cycle',
    ]);
  });

  it('keep the accounts that the program posts to', async () => {
    const id = await books.account('1100');
    const removed = await books.client.delete(`/api/accounting/accounts/${id}`);
    expect([removed.status, removed.body.code]).toEqual([422, 'account_required']);
    expect(await refusedPatch(`accounting/accounts/${id}`, { active: false })).toEqual([
      422,
      'account_required',
    ]);
    const renamed = await books.client.patch(`/api/accounting/accounts/${id}`, {
      code: '1105',
      name: 'Debtors',
    });
    expect(renamed.status).toBe(200);
  });

  it('keep accounts that were posted to', async () => {
    const account = await books.make('accounting/accounts', { code: '1600', name: 'Vans', type: 'asset' });
    const lines = [
      { accountId: account.id, debit: '1' },
      { accountId: await books.account('1020'), credit: '1' },
    ];
    await books.make('accounting/journal-entries', { date: '2006-01-01', memo: 'A van', lines });
    const removed = await books.client.delete(`/api/accounting/accounts/${account.id}`);
    expect([removed.status, removed.body.code]).toEqual([409, 'account_in_use']);
    expect(await refusedPatch(`accounting/accounts/${account.id}`, { type: 'expense' })).toEqual([
      409,
      'account_in_use',
    ]);
    await books.client.patch(`/api/accounting/accounts/${account.id}`, { active: false });
    const late = { date: '2006-01-02', memo: 'Another van', lines };
    expect(await books.refusal('accounting/journal-entries', late)).toEqual([422, 'account_inactive']);
  });
});
