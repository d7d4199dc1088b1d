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
} from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('The price of a product on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let vat19: string;
  let vat7: string;
  let customerId: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme', 'EUR');
    vat19 = (await newTaxRate(acme, 'VAT19', '0.1900')).id;
    vat7 = (await newTaxRate(acme, 'VAT7', '0.0700')).id;
    customerId = (await newCustomer(acme)).id;
  });
  afterAll(() => platform?.close());

  /** What an invoice over one piece says: unit price, net, tax, total. */
  async function sold(product: Json, pricesIncludeTax: boolean, line: object = {}): Promise<string[]> {
    const lines = [{ productId: product.id, quantity: '1', ...line }];
    const draft = await newDraft(acme, { customerId, lines, pricesIncludeTax });
    return [draft.lines[0].unitPrice, draft.net, draft.tax, draft.total];
  }
  const OF_119 = ['100.00', '19.00', '119.00'];

  it('without tax gets it on an invoice with prices that include it', async () => {
    const product = await newProduct(acme, { price: '100.00', priceIncludesTax: false, taxRateId: vat19 });
    expect(product.priceIncludesTax).toBe(false);
    expect(await sold(product, true)).toEqual(['119.00', ...OF_119]);
    expect(await sold(product, false)).toEqual(['100.00', ...OF_119]);
  });

  it('with tax loses it on an invoice with prices that do not include it', async () => {
    const product = await newProduct(acme, { price: '119.00', priceIncludesTax: true, taxRateId: vat19 });
    expect(await sold(product, false)).toEqual(['100.00', ...OF_119]);
    expect(await sold(product, true)).toEqual(['119.00', ...OF_119]);
  });

  it('has the tax of the line taken out where the product names none', async () => {
    const product = await newProduct(acme, { price: '119.00', priceIncludesTax: true });
    expect(await sold(product, false, { taxRateId: vat19 })).toEqual(['100.00', ...OF_119]);
  });

  it('has the tax exchanged where the line carries another one', async () => {
    const product = await newProduct(acme, { price: '119.00', priceIncludesTax: true, taxRateId: vat19 });
    expect(await sold(product, true, { taxRateId: vat7 })).toEqual(['107.00', '100.00', '7.00', '107.00']);
    expect(await sold(product, true, { taxRateId: null })).toEqual(['100.00', '100.00', '0.00', '100.00']);
  });

  it('is not looked at where the line names a price', async () => {
    const product = await newProduct(acme, { price: '119.00', priceIncludesTax: true, taxRateId: vat19 });
    expect(await sold(product, false, { unitPrice: '50.00' })).toEqual(['50.00', '50.00', '9.50', '59.50']);
  });

  it('follows a draft that begins to include the tax, unlike prices that people wrote', async () => {
    const product = await newProduct(acme, { price: '100.00', priceIncludesTax: false, taxRateId: vat19 });
    const lines = [
      { productId: product.id, quantity: '2' },
      { description: 'Work', quantity: '1', unitPrice: '119.00', taxRateId: vat19 },
    ];
    const draft = await newDraft(acme, { customerId, lines, pricesIncludeTax: false });
    const patch = (change: object) => done(acme.patch(`/api/sales/invoices/${draft.id}`, change));
    const inclusive = await patch({ pricesIncludeTax: true });
    expect(inclusive.lines.map(({ unitPrice }: Json) => unitPrice)).toEqual(['119.00', '119.00']);
    expect(inclusive).toMatchObject({ net: '300.00', total: '357.00' });
    const back = await patch({ pricesIncludeTax: false });
    expect(back.lines.map(({ unitPrice }: Json) => unitPrice)).toEqual(['100.00', '119.00']);
  });

  it('is with or without tax as the company says, unless the product does', async () => {
    const beta = await newCompany(platform, 'beta');
    const before = await newProduct(beta);
    await done(beta.patch('/api/tenant/settings', { pricesIncludeTax: true }));
    const after = await newProduct(beta);
    const own = await newProduct(beta, { priceIncludesTax: false });
    expect([before, after, own].map(({ priceIncludesTax }) => priceIncludesTax)).toEqual([
      false,
      true,
      false,
    ]);
    expect(await done(beta.get(`/api/sales/products/${before.id}`))).toMatchObject({
      priceIncludesTax: false,
    });
    const changed = await done(beta.patch(`/api/sales/products/${own.id}`, { priceIncludesTax: true }));
    expect(changed.priceIncludesTax).toBe(true);
    const { raw } = await beta.get('/api/sales/products?format=csv');
    expect(raw.toString().split('\n')[0]).toContain('price,priceIncludesTax,');
    const refused = await beta.patch(`/api/sales/products/${own.id}`, { priceIncludesTax: 'yes' });
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'priceIncludesTax']);
  });

  it('comes from a file with its flag', async () => {
    const gamma = await newCompany(platform, 'gamma');
    const csv = 'sku,name,price,priceIncludesTax\nA,Tea,1.19,TRUE\nB,Salt,1.00,\n';
    const { body } = await gamma.send('POST', '/api/sales/products/import', {
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });
    expect(body.imported).toBe(2);
    const { items } = await done(gamma.get('/api/sales/products?sort=sku'));
    expect(items.map(({ priceIncludesTax }: Json) => priceIncludesTax)).toEqual([true, false]);
  });

  describe('and why a line is taxed as it is', () => {
    const line = { description: 'Chairs', quantity: '1', unitPrice: '10.00' };
    const draft = (more: object) =>
      acme.post('/api/sales/invoices', { customerId, lines: [{ ...line, ...more }] });

    it('is said by its rate, or by the line where it has none', async () => {
      const lines = [
        { ...line, taxRateId: vat19 },
        line,
        { ...line, taxCategory: 'export' },
        { ...line, taxCategory: 'reverse_charge', taxRateId: null },
      ];
      const invoice = await newInvoice(acme, { customerId, lines, issueDate: '2019-05-01' });
      const kinds = ['standard', 'zero', 'export', 'reverse_charge'];
      expect(invoice.lines.map(({ taxCategory }: Json) => taxCategory)).toEqual(kinds);
      const note = await made(
        acme.post(`/api/sales/invoices/${invoice.id}/credit-notes`, {
          lines: [{ position: 3 }],
          reason: 'Late',
          issueDate: '2019-05-02',
        }),
      );
      expect(note.lines[0].taxCategory).toBe('export');
      const copy = await made(acme.post(`/api/sales/invoices/${invoice.id}/duplicate`));
      expect(copy.lines.map(({ taxCategory }: Json) => taxCategory)).toEqual(kinds);
      const report = await done(acme.get('/api/accounting/reports/tax?from=2019-05-01&to=2019-05-31'));
      const sales = report.sales;
      expect(sales.map(({ category, net }: Json) => [category, net]).toSorted()).toEqual([
        ['export', '0.00'],
        ['reverse_charge', '10.00'],
        ['standard', '10.00'],
        ['zero', '10.00'],
      ]);
    });

    it.each([
      [{ taxCategory: 'standard' }, 'needs a tax rate'],
      [{ taxCategory: 'none' }, 'must be one of'],
    ])('is refused as %j', async (more, message) => {
      const { status, body } = await draft(more);
      expect([status, body.errors[0].path]).toEqual([400, 'lines.0.taxCategory']);
      expect(body.errors[0].message).toContain(message);
    });

    it('is refused where it contradicts the rate', async () => {
      const { status, body } = await draft({ taxRateId: vat19, taxCategory: 'export' });
      expect([status, body.errors[0].path]).toEqual([400, 'lines.0.taxCategory']);
      expect(body.errors[0].message).toContain('"VAT19"');
    });
  });
});
