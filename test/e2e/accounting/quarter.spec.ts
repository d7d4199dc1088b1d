import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

const QUARTER = 'from=2006-01-01&to=2006-03-31';

/**
 * The first quarter of a small company, with figures worked out by hand:
 *
 * | day    | what happened                                        | net     | tax    | total    |
 * | ------ | ---------------------------------------------------- | ------- | ------ | -------- |
 * | 1 Jan  | capital paid into the bank                           |         |        | 10000.00 |
 * | 5 Jan  | rent of the main shop, paid on 10 Jan by transfer    | 1000.00 | 200.00 | 1200.00  |
 * | 15 Jan | invoice 1 of the main shop: 10 × 100.00 at 20 %      | 1000.00 | 200.00 | 1200.00  |
 * |        | and 3 × 33.33 less 10 % at 5 %: 89.991 and 4.4995    | 89.99   | 4.50   | 94.49    |
 * | 1 Feb  | 500.00 of it in cash, the rest on 10 Feb by transfer |         |        | 1294.49  |
 * | 12 Feb | invoice 2 of the north shop at 20 %                  | 2000.00 | 400.00 | 2400.00  |
 * | 20 Feb | 1000.00 of it by card                                |         |        | 1000.00  |
 * | 28 Feb | wages of the north shop, not paid yet                | 800.00  |        | 800.00   |
 * | 3 Mar  | invoice 3 of the north shop, no tax; voided later    | 500.00  |        | 500.00   |
 * | 10 Mar | marketing at 20 %, voided again                      | 250.00  | 50.00  | 300.00   |
 */
describe.each(TEST_ENGINES)('The books of a quarter on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  let north: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR', multiLocation: true }));
    north = await playQuarter(books);
  });
  afterAll(() => platform.close());

  const amounts = (rows: Json[]) => rows.map(({ code, name, amount }) => [code, name, amount]);

  it('balance', async () => {
    const { totalDebit, totalCredit } = await books.report('trial-balance', QUARTER);
    expect([totalDebit, totalCredit]).toEqual(['20288.98', '20288.98']);
    expect(await books.balances(QUARTER)).toEqual({
      1010: '500.00',
      1020: '9594.49',
      1030: '1000.00',
      1100: '1900.00',
      1200: '200.00',
      2100: '-800.00',
      2200: '-604.50',
      3100: '-10000.00',
      4100: '-3589.99',
      6200: '1000.00',
      6300: '800.00',
      6600: '0.00',
    });
  });

  it('show the profit', async () => {
    const report = await books.report('profit-and-loss', QUARTER);
    expect(amounts(report.income)).toEqual([['4100', 'Sales', '3589.99']]);
    expect(amounts(report.expenses)).toEqual([
      ['6200', 'Rent', '1000.00'],
      ['6300', 'Wages', '800.00'],
    ]);
    expect(report).toMatchObject({ totalIncome: '3589.99', totalExpenses: '1800.00', netProfit: '1789.99' });
  });

  it('show the profit of a month', async () => {
    const report = await books.report('profit-and-loss', 'from=2006-02-01&to=2006-02-28');
    expect(report).toMatchObject({ totalIncome: '2000.00', totalExpenses: '800.00', netProfit: '1200.00' });
  });

  it('show the profit of a region with the places below it', async () => {
    const report = await books.report('profit-and-loss', `${QUARTER}&locationId=${north}`);
    expect(report).toMatchObject({ totalIncome: '2500.00', totalExpenses: '800.00', netProfit: '1700.00' });
  });

  it('show what the company has and owes', async () => {
    const report = await books.report('balance-sheet', 'to=2006-03-31');
    expect(amounts(report.assets)).toEqual([
      ['1010', 'Cash', '500.00'],
      ['1020', 'Bank', '9594.49'],
      ['1030', 'Card payments', '1000.00'],
      ['1100', 'Accounts receivable', '1900.00'],
      ['1200', 'Input tax', '200.00'],
    ]);
    expect(amounts(report.liabilities)).toEqual([
      ['2100', 'Accounts payable', '800.00'],
      ['2200', 'Sales tax', '604.50'],
    ]);
    expect(amounts(report.equity)).toEqual([
      ['3100', 'Capital', '10000.00'],
      ['', 'Running result', '1789.99'],
    ]);
    expect(report).toMatchObject({
      asOf: '2006-03-31',
      totalAssets: '13194.49',
      totalLiabilities: '1404.50',
      totalEquity: '11789.99',
    });
  });

  it('show the tax by rate', async () => {
    const report = await books.report('tax', QUARTER);
    const rows = (side: Json[]) => side.map(({ code, category, net, tax }) => [code, category, net, tax]);
    expect(rows(report.sales)).toEqual([
      ['VAT20', 'standard', '3000.00', '600.00'],
      ['VAT5', 'standard', '89.99', '4.50'],
      ['', 'zero', '500.00', '0.00'],
    ]);
    expect(rows(report.purchases)).toEqual([
      ['VAT20', 'standard', '1000.00', '200.00'],
      ['', 'zero', '800.00', '0.00'],
    ]);
    expect(report).toMatchObject({ taxOnSales: '604.50', taxOnPurchases: '200.00', netDue: '404.50' });
  });

  it('show what each place earns', async () => {
    const { rows } = await books.report('location-performance', QUARTER);
    const shown = rows.map(({ code, sales, expenses, margin, subtree }: Json) => [
      code,
      sales,
      expenses,
      margin,
      subtree.margin,
    ]);
    expect(shown).toEqual([
      ['MAIN', '1089.99', '1000.00', '89.99', '89.99'],
      ['NORTH', '0.00', '0.00', '0.00', '1700.00'],
      ['SHOP-N', '2500.00', '800.00', '1700.00', '1700.00'],
    ]);
  });

  it('show the money', async () => {
    const { rows, totalClosing } = await books.report('cash', QUARTER);
    const shown = rows.map(({ name, opening, received, paid, closing }: Json) => [
      name,
      opening,
      received,
      paid,
      closing,
    ]);
    expect(shown).toEqual([
      ['Cash', '0.00', '500.00', '0.00', '500.00'],
      ['Bank', '0.00', '10794.49', '1200.00', '9594.49'],
      ['Card payments', '0.00', '1000.00', '0.00', '1000.00'],
    ]);
    expect(totalClosing).toBe('11094.49');
  });

  it('forget the voided invoice on the day it was voided', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { netProfit } = await books.report('profit-and-loss', `from=2006-01-01&to=${today}`);
    expect(netProfit).toBe('1289.99');
  });

  it('can be taken as files', async () => {
    const { status, headers, body } = await books.client.get(
      `/api/accounting/reports/profit-and-loss?${QUARTER}&format=csv`,
    );
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(body.trim().split('\n')).toEqual([
      'section,code,name,amount',
      'income,4100,Sales,3589.99',
      'expenses,6200,Rent,1000.00',
      'expenses,6300,Wages,800.00',
    ]);
    for (const name of ['trial-balance', 'balance-sheet', 'tax', 'location-performance', 'cash']) {
      const answer = await books.client.get(`/api/accounting/reports/${name}`, {
        headers: { accept: 'text/csv' },
      });
      expect([name, answer.status, answer.headers['content-type']]).toEqual([
        name,
        200,
        'text/csv; charset=utf-8',
      ]);
    }
  });

  it('say no to places, days and ranges that make no sense', async () => {
    const refused = async (query: string) => {
      const { status, body } = await books.client.get(`/api/accounting/reports/tax?${query}`);
      return [status, body.code];
    };
    expect(await refused('from=2006-02-01&to=2006-01-01')).toEqual([400, 'validation_failed']);
    expect(await refused('from=2006-02-30')).toEqual([400, 'validation_failed']);
    expect(await refused('locationId=019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d')).toEqual([
      422,
      'unknown_reference',
    ]);
  });
});

/** Plays the quarter over HTTP; returns the id of the region in the north. */
async function playQuarter(books: Books): Promise<string> {
  const [main] = (await books.read('locations')).items;
  const north = await books.make('locations', { code: 'NORTH', name: 'North', kind: 'region' });
  const shop = await books.make('locations', {
    code: 'SHOP-N',
    name: 'Shop',
    kind: 'store',
    parentId: north.id,
  });
  const vat20 = await books.make('accounting/tax-rates', { code: 'VAT20', name: 'Standard', rate: '0.2000' });
  const vat5 = await books.make('accounting/tax-rates', { code: 'VAT5', name: 'Reduced', rate: '0.0500' });
  const { id: customerId } = await books.make('sales/customers', { name: 'A customer' });

  const invoice = async (issueDate: string, locationId: string, lines: object[]) => {
    const described = lines.map((line) => ({ description: 'Goods', quantity: '1', ...line }));
    const draft = await books.make('sales/invoices', { customerId, locationId, issueDate, lines: described });
    return books.act(`sales/invoices/${draft.id}/issue`);
  };
  const pay = (id: string, receivedOn: string, method: string, amount: string) =>
    books.make(`sales/invoices/${id}/payments`, { receivedOn, method, amount });
  const expense = async (date: string, category: string, rest: object) => {
    const { id } = await books.make('accounting/expenses', { date, category, ...rest });
    return books.act(`accounting/expenses/${id}/approve`);
  };

  await books.post('2006-01-01', { 1020: '10000.00' }, { 3100: '10000.00' });
  const rent = await expense('2006-01-05', 'rent', {
    net: '1000.00',
    taxRateId: vat20.id,
    locationId: main.id,
  });
  await books.act(`accounting/expenses/${rent.id}/pay`, { method: 'transfer', paidOn: '2006-01-10' });
  const first = await invoice('2006-01-15', main.id, [
    { quantity: '10', unitPrice: '100.00', taxRateId: vat20.id },
    { quantity: '3', unitPrice: '33.33', discount: '0.1', taxRateId: vat5.id },
  ]);
  await pay(first.id, '2006-02-01', 'cash', '500.00');
  await pay(first.id, '2006-02-10', 'transfer', '794.49');
  const second = await invoice('2006-02-12', shop.id, [{ unitPrice: '2000.00', taxRateId: vat20.id }]);
  await pay(second.id, '2006-02-20', 'card', '1000.00');
  await expense('2006-02-28', '6300', { net: '800.00', locationId: shop.id });
  const third = await invoice('2006-03-03', shop.id, [{ unitPrice: '500.00' }]);
  await books.act(`sales/invoices/${third.id}/void`, {});
  const marketing = await expense('2006-03-10', 'Marketing', {
    net: '250.00',
    taxRateId: vat20.id,
    locationId: main.id,
  });
  await books.act(`accounting/expenses/${marketing.id}/void`, {});
  return north.id;
}
