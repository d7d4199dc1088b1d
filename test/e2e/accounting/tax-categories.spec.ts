import { startPlatform, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe('Categories of tax rates', () => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    books = new Books(await platform.createTenant({ slug: 'acme' }));
  });
  afterAll(() => platform.close());

  const rate = (code: string, input: object) =>
    books.make('accounting/tax-rates', { code, name: code, ...input });
  const patch = async (id: string, change: object) => {
    const { status, body } = await books.client.patch(`/api/accounting/tax-rates/${id}`, change);
    return [status, body.code, body.category];
  };

  it('are standard, or zero at rate 0, unless another one is named', async () => {
    expect(await rate('S', { rate: '0.19' })).toMatchObject({ category: 'standard', reason: null });
    expect(await rate('Z', { rate: '0' })).toMatchObject({ category: 'zero' });
    const reason = 'Article 146 of the VAT directive';
    const named = await rate('X', { rate: '0', category: 'export', reason });
    expect(named).toMatchObject({ category: 'export', reason });
    expect(await books.read(`accounting/tax-rates/${named.id}`)).toEqual(named);
  });

  it('that charge no tax have rate 0', async () => {
    const { status, body } = await books.client.post('/api/accounting/tax-rates', {
      ...{ code: 'BAD', name: 'BAD', rate: '0.19', category: 'reverse_charge' },
    });
    expect([status, body.errors[0].path]).toEqual([400, 'category']);
  });

  it('follow the percentage of a rate that nothing has yet', async () => {
    const { id } = await rate('F', { rate: '0.07', category: 'reduced' });
    expect(await patch(id, { rate: '0' })).toEqual([200, 'F', 'zero']);
    expect(await patch(id, { category: 'exempt' })).toEqual([200, 'F', 'exempt']);
    expect(await patch(id, { rate: '0.07' })).toEqual([200, 'F', 'standard']);
  });

  it('stay once something has the rate', async () => {
    const { id: taxRateId } = await rate('U', { rate: '0' });
    const expense = { date: '2006-03-01', category: 'Rent', net: '100.00', taxRateId };
    await books.make('accounting/expenses', expense);
    expect(await patch(taxRateId, { category: 'exempt' })).toEqual([409, 'tax_rate_in_use', undefined]);
    expect(await patch(taxRateId, { reason: 'None is due' })).toEqual([200, 'U', 'zero']);
  });

  it('show beside them what entries by hand moved on the tax accounts', async () => {
    await books.post('2004-03-01', { 2200: '5.00' }, { 1020: '5.00' });
    await books.post('2004-04-01', { 1200: '3.00', 1020: '1.00' }, { 2200: '4.00' });
    expect(await books.report('tax', 'from=2004-01-01&to=2004-12-31')).toMatchObject({
      corrections: [
        { direction: 'sale', tax: '-1.00' },
        { direction: 'purchase', tax: '3.00' },
      ],
      ...{ taxOnSales: '-1.00', taxOnPurchases: '3.00', netDue: '-4.00', sales: [], purchases: [] },
    });
    const file = await books.client.get(
      '/api/accounting/reports/tax?from=2004-01-01&to=2004-03-31&format=csv',
    );
    expect(file.raw.toString('utf8')).toContain('sales,,,correction,,-5.00');
  });

  it('tell apart in the tax report what is bought without tax, and show what has no rate', async () => {
    const date = '2005-02-01';
    const { id: exempt } = await rate('E', { rate: '0', category: 'exempt' });
    for (const [net, taxRateId] of [
      ['10.00', exempt],
      ['25.00', null],
    ]) {
      const { id } = await books.make('accounting/expenses', { date, category: 'Rent', net, taxRateId });
      await books.act(`accounting/expenses/${id}/approve`);
    }
    const { purchases } = await books.report('tax', 'from=2005-01-01&to=2005-12-31');
    expect(purchases).toEqual([
      { taxRateId: exempt, code: 'E', rate: '0.0000', category: 'exempt', net: '10.00', tax: '0.00' },
      { taxRateId: null, code: '', rate: '0.0000', category: 'zero', net: '25.00', tax: '0.00' },
    ]);
  });
});
