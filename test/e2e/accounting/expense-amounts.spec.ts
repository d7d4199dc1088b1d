import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe.each(TEST_ENGINES)('What an expense comes to on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  let vat: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR' }));
    ({ id: vat } = await books.make('accounting/tax-rates', { code: 'V19', name: 'V19', rate: '0.19' }));
  });
  afterAll(() => platform?.close());

  const draft = (input: object): Promise<Json> =>
    books.make('accounting/expenses', { date: '2006-02-10', category: 'Rent', ...input });
  const problem = async (input: object) => {
    const expense = { date: '2006-02-10', category: 'Rent', ...input };
    const { status, body } = await books.client.post('/api/accounting/expenses', expense);
    return [status, body.code, body.errors[0].path, body.detail];
  };
  const patch = async (id: string, change: object): Promise<Json> =>
    (await books.client.patch(`/api/accounting/expenses/${id}`, change)).body;

  it.each([
    [{ net: '100.00' }, ['100.00', '19.00', '119.00']],
    [{ gross: '119.00' }, ['100.00', '19.00', '119.00']],
    [{ gross: '100.00' }, ['84.03', '15.97', '100.00']],
    [{ gross: '0.03' }, ['0.03', '0.00', '0.03']],
  ])('follows from %j', async (given, [net, tax, total]) => {
    expect(await draft({ ...given, taxRateId: vat })).toMatchObject({ net, tax, total });
  });

  it('is given net or gross, exactly one of them', async () => {
    for (const given of [{}, { net: '1.00', gross: '1.19' }])
      expect(await problem(given)).toEqual([400, 'validation_failed', 'net', expect.any(String)]);
    expect((await problem({ gross: '-1.00' })).slice(0, 3)).toEqual([400, 'validation_failed', 'gross']);
  });

  it('keeps what was given when the tax rate changes', async () => {
    const { id } = await draft({ gross: '119.00' });
    expect(await patch(id, { taxRateId: vat })).toMatchObject({ net: '100.00', total: '119.00' });
    expect(await patch(id, { net: '10.00' })).toMatchObject({ net: '10.00', tax: '1.90' });
    expect(await patch(id, { taxRateId: null })).toMatchObject({ net: '10.00', total: '10.00' });
    expect((await patch(id, { net: '1.00', gross: '1.00' })).code).toBe('validation_failed');
  });

  it.each(['Odd', '1020', 'Bank', 'Sales'])('is booked on no account "%s"', async (category) => {
    const [status, code, path, detail] = await problem({ category, net: '1.00' });
    expect([status, code, path]).toEqual([422, 'unknown_category', 'category']);
    expect(detail).toContain(`"${category}"`);
  });

  it('is not booked on an account that was deactivated meanwhile', async () => {
    const own = await books.make('accounting/accounts', { code: '6150', name: 'Software', type: 'expense' });
    const { id } = await draft({ category: '6150', net: '1.00' });
    await books.client.patch(`/api/accounting/accounts/${own.id}`, { active: false });
    expect(await books.refusal(`accounting/expenses/${id}/approve`)).toEqual([422, 'unknown_category']);
    expect((await patch(id, { category: 'Nothing' })).code).toBe('unknown_category');
    await patch(id, { category: 'travel' });
    await books.act(`accounting/expenses/${id}/approve`);
  });

  it('leaves the bank on the day it was paid, also when that is before the expense', async () => {
    const { id } = await draft({ gross: '60.00', vendor: 'Baker', category: '6400' });
    await books.act(`accounting/expenses/${id}/approve`);
    await books.act(`accounting/expenses/${id}/pay`, { paidOn: '2006-01-20' });
    const on = async (day: string) => {
      const { 1020: bank, 1400: ahead, 2100: payable } = await books.balances(`to=${day}`);
      const { totals } = await books.report('aged-payables', `asOf=${day}`);
      return [bank, ahead, payable ?? '0.00', totals.total];
    };
    const before = await books.balances('to=2006-01-19');
    expect([before['1020'], before['1400']]).toEqual([undefined, undefined]);
    expect(await on('2006-01-20')).toEqual(['-60.00', '60.00', '0.00', '0.00']);
    expect(await on('2006-02-09')).toEqual(['-60.00', '60.00', '0.00', '0.00']);
    expect((await on('2006-02-10')).slice(0, 2)).toEqual(['-60.00', '0.00']);
    const { totals } = await books.report('aged-payables', 'asOf=2006-02-10');
    expect(Number(totals.total)).toBe(-Number((await books.balances('to=2006-02-10'))['2100']));
    const { items } = await books.read(`accounting/journal-entries?sourceId=${id}&sort=date`);
    expect(items.map(({ source, date }: Json) => [source, date])).toEqual([
      ['expense_prepaid', '2006-01-20'],
      ['expense_approved', '2006-02-10'],
      ['prepayment_used', '2006-02-10'],
    ]);
  });
});
