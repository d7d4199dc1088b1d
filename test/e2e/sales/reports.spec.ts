import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newInvoice,
  newProduct,
  newTaxRate,
  refusal,
} from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('Sales reports on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let tea: Json;
  let shop: Json;
  const report = (path: string): Promise<Json> => done(acme.get(`/api/sales/reports/${path}`));

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    const vat = await newTaxRate(acme, 'VAT20', '0.2000');
    tea = await newProduct(acme, { sku: 'TEA', name: 'Tea', price: '10.00', taxRateId: vat.id });
    const ana = await newCustomer(acme, { code: 'ANA', name: 'Ana' });
    const bob = await newCustomer(acme, { code: 'BOB', name: 'Bob' });
    shop = await made(acme.post('/api/locations', { code: 'SHOP', name: 'Shop', kind: 'store' }));
    const work = { description: 'Work', quantity: '1', unitPrice: '5.00' };
    const sell = (issueDate: string, customer: Json, lines: object[], more: object = {}) =>
      newInvoice(acme, { issueDate, customerId: customer.id, lines, ...more });
    await sell('2010-01-31', ana, [{ productId: tea.id, quantity: '2' }, work]);
    await sell('2010-02-01', bob, [{ productId: tea.id, quantity: '1' }], { locationId: shop.id });
    await sell('2010-04-01', ana, [work, work]);
    const wrong = await sell('2010-04-02', bob, [{ productId: tea.id, quantity: '99' }]);
    await done(acme.post(`/api/sales/invoices/${wrong.id}/void`, { date: '2010-04-02' }));
    await newDraft(acme, { issueDate: '2010-01-01', customerId: ana.id });
  });
  afterAll(() => platform?.close());

  const TOTALS = { invoices: 3, net: '45.00', tax: '6.00', total: '51.00' };

  it('add up customers, the largest first, without drafts and void invoices', async () => {
    const { rows, totals } = await report('by-customer?from=2010-01-01&to=2010-12-31');
    expect(rows).toMatchObject([
      { key: 'ANA', label: 'Ana', invoices: 2, net: '35.00', tax: '4.00', total: '39.00' },
      { key: 'BOB', label: 'Bob', invoices: 1, net: '10.00', tax: '2.00', total: '12.00' },
    ]);
    expect(totals).toEqual(TOTALS);
  });

  it('add up products, counting an invoice once', async () => {
    const { rows, totals } = await report('by-product');
    expect(rows).toEqual([
      { id: tea.id, key: 'TEA', label: 'Tea', invoices: 2, net: '30.00', tax: '6.00', total: '36.00' },
      { key: '', label: 'Without a product', invoices: 2, net: '15.00', tax: '0.00', total: '15.00' },
    ]);
    expect(totals).toEqual(TOTALS);
  });

  it('add up locations', async () => {
    const { rows, totals } = await report('by-location');
    expect(rows).toContainEqual({
      id: shop.id,
      key: 'SHOP',
      label: 'Shop',
      invoices: 1,
      net: '10.00',
      tax: '2.00',
      total: '12.00',
    });
    expect(totals).toEqual(TOTALS);
    expect((await report(`by-customer?locationId=${shop.id}`)).totals).toMatchObject({
      invoices: 1,
      total: '12.00',
    });
  });

  it.each([
    ['day', ['2010-01-31', '2010-02-01', '2010-04-01']],
    ['week', ['2010-W04', '2010-W05', '2010-W13']],
    ['month', ['2010-01', '2010-02', '2010-04']],
    ['quarter', ['2010-Q1', '2010-Q2']],
    ['year', ['2010']],
  ])('add up by %s', async (granularity, keys) => {
    const { rows, totals } = await report(`by-period?granularity=${granularity}`);
    expect(rows.map(({ key }: Json) => key)).toEqual(keys);
    expect(totals).toEqual(TOTALS);
  });

  it('count only the days asked for', async () => {
    const answer = await report('by-period?from=2010-02-01&to=2010-02-28&granularity=year');
    expect(answer).toMatchObject({
      from: '2010-02-01',
      to: '2010-02-28',
      totals: { invoices: 1, total: '12.00' },
    });
    expect(await report('by-customer?from=1990-01-01&to=1990-12-31')).toMatchObject({
      rows: [],
      totals: { invoices: 0, total: '0.00' },
    });
  });

  it('are CSV files when asked', async () => {
    const { raw, headers } = await acme.get('/api/sales/reports/by-customer?format=csv');
    expect(headers['content-type']).toMatch(/^text\/csv/);
    expect(raw.toString()).toBe(
      'key,label,invoices,net,tax,total\nANA,Ana,2,35.00,4.00,39.00\nBOB,Bob,1,10.00,2.00,12.00\n',
    );
  });

  it.each([
    ['from=yesterday', [400, 'validation_failed']],
    ['colour=red', [400, 'validation_failed']],
    ['locationId=01a1fd9a-7986-708e-b617-4896a1f24cbb', [422, 'unknown_reference']],
  ])('refuse %s', async (query, expected) => {
    expect(await refusal(acme.get(`/api/sales/reports/by-period?${query}`))).toEqual(expected);
  });

  const pages = async (path: string): Promise<Json[]> => {
    const first = await report(`${path}&limit=1`);
    const found = [first];
    for (let page = first; page.nextCursor !== null; found.push(page))
      page = await report(`${path}&limit=1&cursor=${page.nextCursor}`);
    return found;
  };

  it('show each of those who bought for the same on one page', async () => {
    for (const code of ['T1', 'T2', 'T3']) {
      const customer = await newCustomer(acme, { code, name: code });
      const product = await newProduct(acme, { sku: code, name: code, price: '7.00' });
      const lines = [{ productId: product.id, quantity: '1' }];
      await newInvoice(acme, { issueDate: '2011-01-01', customerId: customer.id, lines });
    }
    for (const path of ['by-customer?from=2011-01-01', 'by-product?from=2011-01-01']) {
      const found = await pages(path);
      const keys = found.flatMap(({ rows }) => rows.map(({ key }: Json) => key as string));
      expect(keys.toSorted((x, y) => x.localeCompare(y))).toEqual(['T1', 'T2', 'T3']);
      expect(found.map(({ totals }) => totals.total)).toEqual(['21.00', '21.00', '21.00']);
      expect((await report(path)).rows.map(({ key }: Json) => key)).toEqual(['T1', 'T2', 'T3']);
    }
  });

  it.each(['by-customer', 'by-product'])('refuse pages of %s that are none', async (path) => {
    const other = path === 'by-customer' ? 'by-product' : 'by-customer';
    const [{ nextCursor }] = (await pages(`${other}?from=2010-01-01`)) as [Json];
    for (const wrong of ['limit=0', 'limit=1001', 'cursor=nonsense', `cursor=${nextCursor}`]) {
      const answer = await refusal(acme.get(`/api/sales/reports/${path}?${wrong}`));
      expect([wrong, ...answer]).toEqual([wrong, 400, 'validation_failed']);
    }
  });
});
