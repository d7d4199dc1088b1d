import { assert, asyncProperty, constantFrom, string } from 'fast-check';
import {
  describeEngines,
  type HttpClient,
  type Json,
  runs,
  startPlatform,
  type TestPlatform,
} from '../../support/index.js';
import {
  done,
  newCompany,
  newCustomer,
  newProduct,
  newTaxRate,
  pay,
  newInvoice,
} from '../../support/sales.support.js';

const CSV = { headers: { 'content-type': 'text/csv' } };

describeEngines('A file that a list was exported to, on %s', (engine) => {
  let platform: TestPlatform;
  let company: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    company = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const file = async (what: string, from = company): Promise<string> =>
    (await from.get(`/api/sales/${what}?format=csv`)).raw.toString('utf8');
  const take = (what: string, csv: string, query = '', to = company) =>
    to.post(`/api/sales/${what}/import${query}`, csv, CSV);
  const list = async (what: string, from = company): Promise<Json[]> =>
    (await done(from.get(`/api/sales/${what}?limit=100&sort=name`))).items;

  it('is taken whole, and changes nothing when nothing has changed', async () => {
    const { id } = await newTaxRate(company, 'VAT19', '0.1900');
    await newCustomer(company, { code: 'A;=1', name: '=SUM(A1)', phone: '+49 30', address: 'Ring 1,\n-2' });
    await newCustomer(company, { name: '"Müller" & Söhne', creditLimit: '10.50', active: false });
    const customer = await newCustomer(company, { name: 'Credit' });
    const invoice = await newInvoice(company, { customerId: customer.id });
    await done(company.patch(`/api/sales/customers/${customer.id}`, { email: 'c@x.example' }));
    await pay(company, invoice.id, '150.00', { allowOverpayment: true });
    await newProduct(company, { sku: '-1', name: '@home', taxRateId: id, description: 'a =b' });
    await newProduct(company, { sku: 'P2', name: 'Plain', active: false });
    for (const [what, count] of [
      ['customers', 3],
      ['products', 2],
    ] as const) {
      const before = await list(what);
      expect(await done(take(what, await file(what)))).toEqual({ imported: count, updated: count });
      expect(await list(what)).toEqual(before);
    }
  });

  it('is taken by another company, whose tax rates are found by their codes', async () => {
    const other = await newCompany(platform, 'globex');
    const rate = await newTaxRate(other, 'VAT19', '0.1900');
    for (const what of ['customers', 'products']) await done(take(what, await file(what), '', other));
    const [product] = await list('products', other);
    expect(product).toMatchObject({ sku: '-1', name: '@home', taxRateId: rate.id });
    expect((await list('customers', other)).map(({ code, phone }) => [code, phone])).toEqual(
      (await list('customers')).map(({ code, phone }) => [code, phone]),
    );
  });

  it('changes the rows that its codes name, and adds the others', async () => {
    const csv = 'sku,name,price,unit,taxCode\nP2,Changed,2.00,kg,VAT19\nP3,New,3.00,,\n';
    expect(await done(take('products', csv))).toEqual({ imported: 2, updated: 1 });
    const [changed] = (await done(company.get('/api/sales/products?sku=P2'))).items;
    expect(changed).toMatchObject({ name: 'Changed', price: '2.00', unit: 'kg', active: false, version: 2 });
    await done(take('products', 'sku,name,price,unit,taxCode\nP2,Changed,2.00,,\n'));
    expect((await done(company.get('/api/sales/products?sku=P2'))).items).toMatchObject([
      { unit: null, taxRateId: null, version: 3 },
    ]);
    expect((await done(company.get('/api/sales/products?q=CHANGED'))).items).toHaveLength(1);
  });

  it('is looked through by a dry run, which stores nothing and answers as the import would', async () => {
    const before = [await list('customers'), await list('products')];
    const good = 'code,name\nDRY,Dry\n';
    expect(await done(take('customers', good, '?dryRun=true'))).toEqual({ imported: 1, dryRun: true });
    const bad = 'sku,name,price\nP2,,1.005\nP9,Nine,x\n';
    const wrong = await take('products', bad, '?dryRun=true');
    expect([wrong.status, wrong.body.errors.map(({ row, column }: Json) => [row, column])]).toEqual([
      400,
      [
        [2, 'name'],
        [2, 'price'],
        [3, 'price'],
      ],
    ]);
    expect((await take('products', bad)).body.errors).toEqual(wrong.body.errors);
    expect([await list('customers'), await list('products')]).toEqual(before);
  });

  it('is stored after a dry run with the same Idempotency-Key', async () => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'dry-then-wet' };
    const send = (query: string) =>
      company.post(`/api/sales/customers/import${query}`, 'code,name\nWET,Wet\n', { headers });
    expect(await done(send('?dryRun=true'))).toEqual({ imported: 1, dryRun: true });
    expect(await done(send(''))).toEqual({ imported: 1 });
    expect(await done(send(''))).toEqual({ imported: 1 });
  });

  it('brings any text back as it was', async () => {
    if (engine !== 'sqlite') return;
    const letters = constantFrom(...'\'"=+-@;, \n\u200b＝－a1ü'.split(''));
    const { id } = await newCustomer(company, { code: 'ANY', name: 'any' });
    await assert(
      asyncProperty(string({ unit: letters, maxLength: 12 }), async (text) => {
        const { address } = await done(company.patch(`/api/sales/customers/${id}`, { address: text }));
        const lines = await file('customers');
        await done(company.patch(`/api/sales/customers/${id}`, { address: 'another' }));
        await done(take('customers', lines));
        expect((await done(company.get(`/api/sales/customers/${id}`))).address ?? '').toBe(address);
      }),
      { numRuns: runs(15, 500) },
    );
  });

  it.each([
    '/api/sales/customers?format=csv&',
    '/api/accounting/reports/trial-balance?format=csv&',
    '/api/accounting/reports/aged-receivables?format=csv&',
    '/api/sales/reports/by-customer?format=csv&',
    '/api/audit?format=csv&',
  ])('begins with a byte order mark where Excel is to read it: %s', async (path) => {
    const mark = Buffer.from('\ufeff');
    const begins = async (query: string) =>
      (await company.get(`${path}${query}`)).raw.subarray(0, 3).equals(mark);
    expect([await begins('excel=true'), await begins('excel=false'), await begins('')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await company.get(`${path}excel=maybe`)).status).toBe(400);
  });

  it('is taken with the byte order mark, too', async () => {
    const { raw } = await company.get('/api/sales/products?format=csv&excel=true');
    expect((await take('products', raw.toString('utf8'))).status).toBe(200);
  });
});
