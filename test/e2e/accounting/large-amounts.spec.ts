import { Tenancy } from '@tenantry/nest';
import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

/** In minor units: an odd number that no double holds, ten times. */
const LARGE = '90071992547409930';

/** Books as they were kept before amounts were limited: their sums are larger than a number holds. */
describe.each(TEST_ENGINES)('Books with sums past 2^53 on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  let customerId: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR' }));
    await books.post('2006-01-10', { 1020: '1.00' }, { 3100: '1.00' });
    ({ id: customerId } = await books.make('sales/customers', { name: 'A customer' }));
    await invoice();
    await books.report('aged-receivables');
    for (const [table, columns] of [
      ['ledger_balances', ['debit', 'credit']],
      ['sales_balances', ['net', 'total']],
      ['receivables', ['owed']],
    ] as const) {
      for (const column of columns) await sql(`UPDATE ${table} SET ${column} = ${column} + ${LARGE}`, column);
    }
  });
  afterAll(() => platform?.close());

  const sql = (statement: string, column: string): Promise<unknown> => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    return tenancy.run('acme', () => tenancy.dataSource().query(`${statement} WHERE ${column} > 0`));
  };
  const invoice = async (): Promise<void> => {
    const lines = [{ description: 'Screws', quantity: '1', unitPrice: '1.00' }];
    const { id } = await books.make('sales/invoices', { customerId, issueDate: '2006-01-11', lines });
    await books.act(`sales/invoices/${id}/issue`);
  };
  const total = async (path: string): Promise<string> => (await books.read(path)).totals.total;

  it('answer every report', async () => {
    for (const path of [
      'accounting/reports/trial-balance',
      'accounting/reports/profit-and-loss?from=2006-01-01',
      'accounting/reports/balance-sheet',
      'accounting/reports/cash?from=2006-01-01',
      'accounting/reports/location-performance?from=2006-01-01',
      'accounting/reports/tax?from=2006-01-01',
      'accounting/reports/aged-receivables',
      'accounting/reports/aged-payables',
      `sales/customers/${customerId}/statement`,
      `accounting/accounts/${await books.account('1020')}/ledger`,
    ]) {
      const { status } = await books.client.get(`/api/${path}`);
      expect([path, status]).toEqual([path, 200]);
    }
  });

  it('add up to the cent', async () => {
    const { rows, totalDebit, totalCredit } = await books.report('trial-balance');
    const bank = rows.find(({ code }: Json) => code === '1020');
    expect(bank.debit).toBe('900719925474100.30');
    expect(totalDebit).toBe(totalCredit);
    const { netProfit } = await books.report('profit-and-loss', 'from=2006-01-01');
    expect(netProfit).toBe('900719925474100.30');
    const { totalAssets } = await books.report('balance-sheet');
    expect(totalAssets).toBe('1801439850948200.60');
    expect(await total('accounting/reports/aged-receivables')).toBe('900719925474100.30');
    for (const report of ['by-customer', 'by-product', 'by-location', 'by-period?granularity=year']) {
      const joined = report.includes('?') ? '&' : '?';
      const path = `sales/reports/${report}${joined}from=2006-01-01&to=2006-12-31`;
      expect([report, await total(path)]).toEqual([report, '900719925474100.30']);
    }
  });

  it('take further amounts to the cent', async () => {
    await books.post('2006-01-10', { 1020: '0.01' }, { 3100: '0.01' });
    await invoice();
    const { rows } = await books.report('trial-balance');
    expect(rows.find(({ code }: Json) => code === '1020').debit).toBe('900719925474100.31');
    const path = 'sales/reports/by-period?granularity=year&from=2006-01-01&to=2006-12-31';
    expect(await total(path)).toBe('900719925474101.30');
  });
});
