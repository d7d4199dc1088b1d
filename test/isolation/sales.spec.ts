import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newInvoice,
  newProduct,
  newTaxRate,
  pay,
  refusal,
} from '../support/sales.support.js';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../support/index.js';

/** What one company has; both companies are given the very same. */
async function furnish(company: HttpClient, secret: string): Promise<Record<string, Json>> {
  const location = await made(company.post('/api/locations', { code: 'SHOP', name: secret, kind: 'store' }));
  const taxRate = await newTaxRate(company, 'VAT20', '0.2000');
  const customer = await newCustomer(company, { code: 'SAME', name: secret, email: 'same@customer.test' });
  const product = await newProduct(company, { sku: 'SAME', name: secret, taxRateId: taxRate.id });
  const lines = [{ productId: product.id, quantity: '1' }];
  const input = {
    customerId: customer.id,
    locationId: location.id,
    issueDate: '2010-01-01',
    notes: secret,
    lines,
  };
  const invoice = await newInvoice(company, input);
  const payment = await made(pay(company, invoice.id, '1.00'));
  const draft = await newDraft(company, input);
  const credit = { reason: secret, amount: '2.00' };
  const creditNote = await made(company.post(`/api/sales/invoices/${invoice.id}/credit-notes`, credit));
  const paid = await newInvoice(company, { customerId: customer.id, issueDate: '2010-01-02' });
  await made(pay(company, paid.id, '105.00', { allowOverpayment: true }));
  const back = { amount: '3.00', method: 'cash', reference: secret };
  const refund = await made(company.post(`/api/sales/customers/${customer.id}/refunds`, back));
  return { location, taxRate, customer, product, invoice, payment, draft, creditNote, refund };
}

describe.each(TEST_STORES)('Sales of two tenants on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let [acme, globex]: HttpClient[] = [];
  let theirs: Record<string, Json>;
  let mine: Record<string, Json>;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    acme = await newCompany(platform, 'acme');
    globex = await newCompany(platform, 'globex');
    mine = await furnish(acme, 'Secret of Acme');
    theirs = await furnish(globex, 'Secret of Globex');
  });
  afterAll(() => platform?.close());

  const me = () => acme as HttpClient;
  const them = () => globex as HttpClient;

  it('use the same codes, skus and numbers side by side', () => {
    expect([mine['customer'].code, mine['product'].sku, mine['invoice'].number]).toEqual([
      theirs['customer'].code,
      theirs['product'].sku,
      theirs['invoice'].number,
    ]);
    expect(mine['invoice'].number).toBe('INV-2010-000001');
  });

  it.each([
    ['GET', 'customers', 'customer', ''],
    ['PATCH', 'customers', 'customer', ''],
    ['DELETE', 'customers', 'customer', ''],
    ['GET', 'products', 'product', ''],
    ['PATCH', 'products', 'product', ''],
    ['DELETE', 'products', 'product', ''],
    ['GET', 'invoices', 'draft', ''],
    ['PATCH', 'invoices', 'draft', ''],
    ['DELETE', 'invoices', 'draft', ''],
    ['POST', 'invoices', 'draft', '/issue'],
    ['POST', 'invoices', 'draft', '/duplicate'],
    ['GET', 'invoices', 'invoice', '/pdf'],
    ['POST', 'invoices', 'invoice', '/send'],
    ['POST', 'invoices', 'invoice', '/void'],
    ['GET', 'invoices', 'invoice', '/payments'],
    ['GET', 'credit-notes', 'creditNote', ''],
    ['GET', 'credit-notes', 'creditNote', '/pdf'],
    ['GET', 'customers', 'customer', '/refunds'],
    ['GET', 'customers', 'customer', '/statement'],
    ['GET', 'customers', 'customer', '/statement?format=csv'],
    ['GET', 'customers', 'customer', '/statement/pdf'],
  ])('%s %s/:id of the other (%s)%s finds nothing', async (method, list, what, action) => {
    const path = `/api/sales/${list}/${theirs[what].id}${action}`;
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    expect(await refusal(me().send(method, path, { body }))).toEqual([404, 'not_found']);
  });

  it('take and reverse no payments of the other', async () => {
    expect(await refusal(pay(me(), theirs['invoice'].id, '1.00'))).toEqual([404, 'not_found']);
    const foreign = `/api/sales/invoices/${mine['invoice'].id}/payments/${theirs['payment'].id}/reverse`;
    expect(await refusal(me().post(foreign))).toEqual([404, 'not_found']);
    expect(await done(them().get(`/api/sales/invoices/${theirs['invoice'].id}`))).toMatchObject({
      paid: '1.00',
    });
  });

  it.each([
    ['customer', (id: string) => ({ customerId: id })],
    ['location', (id: string) => ({ locationId: id })],
    ['product', (id: string) => ({ lines: [{ productId: id, quantity: '1' }] })],
    [
      'taxRate',
      (id: string) => ({ lines: [{ description: 'X', quantity: '1', unitPrice: '1.00', taxRateId: id }] }),
    ],
  ])("can't refer to a %s of the other", async (what, change) => {
    const lines = [{ description: 'X', quantity: '1', unitPrice: '1.00' }];
    const input = { customerId: mine['customer'].id, lines, ...change(theirs[what].id) };
    expect(await refusal(me().post('/api/sales/invoices', input))).toEqual([422, 'unknown_reference']);
    const patch = me().patch(`/api/sales/invoices/${mine['draft'].id}`, change(theirs[what].id));
    expect(await refusal(patch)).toEqual([422, 'unknown_reference']);
  });

  it.each([
    'customers',
    'customers?q=globex',
    'customers?format=csv',
    'products?q=globex',
    'products?format=csv',
    'invoices?q=globex',
    'invoices?format=csv',
    'credit-notes?q=globex',
    'credit-notes?format=csv',
    'invoices?due=not_due',
    'reports/by-customer',
    'reports/by-product',
    'reports/by-location',
  ])('show nothing of the other in %s', async (path) => {
    const { status, raw } = await me().get(`/api/sales/${path}`);
    expect(status).toBe(200);
    expect(raw.toString('utf8')).not.toContain('Globex');
  });

  it.each([
    ['sales/reports/by-customer', (): Json[] => ['customer', 9e15, theirs['customer'].id]],
    ['sales/reports/by-product', (): Json[] => ['product', 9e15, theirs['product'].id]],
    ['accounting/reports/aged-receivables?asOf=2010-12-31', (): Json[] => ['code', 'A']],
  ])('show their own rows of %s after a cursor of the other', async (path, values) => {
    const cursor = Buffer.from(JSON.stringify(values())).toString('base64url');
    const { rows } = await done(me().get(`/api/${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`));
    const names = rows.map(({ label, name }: Json) => label ?? name);
    expect(names).toContain('Secret of Acme');
    expect(names).not.toContain('Secret of Globex');
  });

  it('give credit for no invoice and refund no customer of the other', async () => {
    const note = { reason: 'X', amount: '1.00' };
    const foreign = `/api/sales/invoices/${theirs['invoice'].id}/credit-notes`;
    expect(await refusal(me().post(foreign, note))).toEqual([404, 'not_found']);
    const refund = { amount: '1.00', method: 'cash' };
    const path = `/api/sales/customers/${theirs['customer'].id}/refunds`;
    expect(await refusal(me().post(path, refund))).toEqual([404, 'not_found']);
    expect(await done(them().get(`/api/sales/customers/${theirs['customer'].id}`))).toMatchObject({
      credit: '2.00',
    });
  });

  it('state of their customers only what they did themselves', async () => {
    const days = 'from=2000-01-01&to=2099-12-31';
    const path = `/api/sales/customers/${mine['customer'].id}/statement?${days}`;
    const { customer, entries } = await done(me().get(path));
    expect(customer.id).toBe(mine['customer'].id);
    expect(JSON.stringify(entries)).not.toContain('Globex');
    expect(entries.map(({ id }: Json) => id)).not.toContain(theirs['refund'].id);
  });

  it('take the same codes and skus from a file, and no tax rate of the other', async () => {
    const send = (client: HttpClient, what: string, body: string) =>
      client.send('POST', `/api/sales/${what}/import`, { body, headers: { 'content-type': 'text/csv' } });
    for (const client of [me(), them()]) {
      expect(await done(send(client, 'customers', 'code,name\nFILE,F\n'))).toEqual({ imported: 1 });
      expect(await done(send(client, 'products', 'sku,name,price\nFILE,F,1.00\n'))).toEqual({ imported: 1 });
    }
    const foreign = `sku,name,price,taxRateId\nFILE2,F,1.00,${theirs['taxRate'].id}\n`;
    const { status, body } = await send(me(), 'products', foreign);
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'rows[2].taxRateId']);
  });

  it('number their invoices apart while both issue at once', async () => {
    const input = (company: Record<string, Json>) => ({
      customerId: company['customer'].id,
      issueDate: '2011-01-01',
    });
    const both = [...Array(10).keys()].flatMap(() => [
      { company: me(), owned: mine },
      { company: them(), owned: theirs },
    ]);
    const invoices = await Promise.all(
      both.map(async ({ company, owned }) => ({ company, ...(await newInvoice(company, input(owned))) })),
    );
    for (const company of [me(), them()]) {
      const numbers = invoices
        .filter((invoice) => invoice.company === company)
        .map(({ number }) => number as string);
      expect(numbers.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
        Array.from({ length: 10 }, (_, index) => `INV-2011-${String(index + 1).padStart(6, '0')}`),
      );
    }
  });
});
