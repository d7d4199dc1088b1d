import {
  startPlatform,
  TEST_ENGINES,
  type Json,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { listAll, loadNorthwind } from '../../support/northwind.loader.js';

const cents = (amount: string): number => Number(amount.replace('.', ''));
const money = (amount: number): string => (amount / 100).toFixed(2);
const sumOfNet = (invoices: Json[]): string =>
  money(invoices.reduce((sum, invoice) => sum + cents(invoice.net), 0));

describe.each(TEST_ENGINES)('Northwind over HTTP on %s', (engine) => {
  let platform: TestPlatform;
  let northwind: TenantClient;
  let neighbour: TenantClient;
  let customers: ReadonlyMap<string, string>;
  let invoices: Json[];

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    northwind = await platform.createTenant({ slug: 'northwind', name: 'Northwind Traders' });
    neighbour = await platform.createTenant({ slug: 'neighbour' });
    ({ customers } = await loadNorthwind(northwind));
    invoices = await listAll(northwind, '/api/sales/invoices');
  }, 480_000);

  afterAll(() => platform?.close());

  it('holds all customers, products and invoices', async () => {
    expect(await listAll(northwind, '/api/sales/customers')).toHaveLength(91);
    expect(await listAll(northwind, '/api/sales/products')).toHaveLength(77);
    expect(invoices).toHaveLength(830);
  });

  it('sums to the cent', () => {
    expect(sumOfNet(invoices)).toBe('1265793.29');
  });

  it.each([
    ['1996', 152, '208083.99'],
    ['1997', 408, '617085.35'],
    ['1998', 270, '440623.95'],
  ])('meets the figures of %s', (year, count, net) => {
    const ofYear = invoices.filter(({ issueDate }) => issueDate.startsWith(year));
    expect(ofYear).toHaveLength(count);
    expect(sumOfNet(ofYear)).toBe(net);
  });

  it.each([
    ['QUICK', '110277.32'],
    ['ERNSH', '104875.00'],
    ['SAVEA', '104361.96'],
  ])('meets the figure of customer %s', (code, net) => {
    expect(sumOfNet(invoices.filter(({ customerId }) => customerId === customers.get(code)))).toBe(net);
  });

  it('numbers the invoices of each year without a gap, in the order of their dates', () => {
    const inOrder = invoices.toSorted((a, b) => a.number.localeCompare(b.number));
    const dates = inOrder.map(({ issueDate }) => issueDate as string);
    expect(dates).toEqual(dates.toSorted());
    const ofYear = (year: string, count: number) =>
      Array.from({ length: count }, (_, index) => `INV-${year}-${String(index + 1).padStart(6, '0')}`);
    expect(inOrder.map(({ number }) => number)).toEqual([
      ...ofYear('1996', 152),
      ...ofYear('1997', 408),
      ...ofYear('1998', 270),
    ]);
  });

  it('leaves every invoice issued and unpaid', () => {
    expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(['issued']));
    expect(invoices.every(({ balance, total }) => balance === total)).toBe(true);
  });

  it.each(['customers', 'products', 'invoices'])('leaves the %s of its neighbour empty', async (list) => {
    expect(await listAll(neighbour, `/api/sales/${list}`)).toEqual([]);
  });
});
