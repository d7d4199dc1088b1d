import {
  type HttpClient,
  type Json,
  startPlatform,
  type TenantClient,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { done, made, newCompany, newCustomer, newDraft, newProduct } from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('Company settings on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme', name: 'Acme', currency: 'EUR' });
  });
  afterAll(() => platform.close());

  it('show a card to anybody', async () => {
    const { status, body } = await platform.request('acme.localhost').get('/api/tenant');
    expect([status, body]).toEqual([200, { slug: 'acme', name: 'Acme', branding: {} }]);
  });

  it('begin with what the tenant was made with', async () => {
    const { body } = await acme.get('/api/tenant/settings');
    expect(body).toMatchObject({
      name: 'Acme',
      currency: 'EUR',
      exponent: 2,
      timeZone: 'UTC',
      legal: {},
      features: {
        ...{ multiLocation: false, sales: true, accounting: true },
        ...{ supply: true, people: true, clinic: true },
      },
      version: 1,
    });
  });

  it('are for people who are signed in', async () => {
    const { status, body } = await acme.as(undefined).get('/api/tenant/settings');
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
  });

  it('keep what a change leaves out, and drop what it sets to null', async () => {
    await acme.patch('/api/tenant/settings', { branding: { color: '#123456', tagline: 'Since 1949' } });
    const { status, body } = await acme.patch('/api/tenant/settings', {
      timeZone: 'Europe/Madrid',
      branding: { color: '#abcdef', tagline: null },
      legal: { legalName: 'Acme S.L.', taxNumber: 'B123' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Acme', timeZone: 'Europe/Madrid', legal: { taxNumber: 'B123' } });
    expect(body.branding).toEqual({ color: '#abcdef' });
  });

  it('drop every part that is set to null, and take null for a version', async () => {
    const { body: before } = await acme.patch('/api/tenant/settings', {
      branding: { color: '#123456' },
      legal: { legalName: 'Acme' },
    });
    const fields = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, null]));
    const { status, body } = await acme.patch('/api/tenant/settings', {
      branding: fields('color logoUrl tagline'),
      legal: fields('legalName taxNumber registration address email phone website iban bic bank'),
      version: null,
    });
    expect([status, body]).toEqual([
      200,
      { ...before, branding: {}, legal: {}, version: before.version + 1 },
    ]);
  });

  it.each([
    [{ currency: 'eur' }, 'currency'],
    [{ currency: null }, 'currency'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: null }, 'timeZone'],
    [{ name: ' ' }, 'name'],
    [{ name: null }, 'name'],
    [{ pricesIncludeTax: null }, 'pricesIncludeTax'],
    [{ branding: null }, 'branding'],
    [{ branding: [] }, 'branding'],
    [{ legal: null }, 'legal'],
    [{ branding: { color: 'red' } }, 'branding.color'],
    [{ branding: { logoUrl: 'javascript:alert(1)' } }, 'branding.logoUrl'],
    [{ legal: { email: 'nobody' } }, 'legal.email'],
    [{ slug: 'other' }, 'slug'],
  ])('refuse %j', async (change, path) => {
    const { status, body } = await acme.patch('/api/tenant/settings', change);
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([400, 'validation_failed', path]);
  });

  it('refuse a change of what somebody else has changed', async () => {
    const { status, body } = await acme.patch('/api/tenant/settings', { name: 'Late', version: 1 });
    expect([status, body.code]).toEqual([409, 'version_conflict']);
  });

  it('keep the currency once something is posted', async () => {
    const fresh = await platform.createTenant({ slug: 'fresh', currency: 'USD' });
    const before = await fresh.patch('/api/tenant/settings', { currency: 'JPY' });
    expect([before.status, before.body.currency, before.body.exponent]).toEqual([200, 'JPY', 0]);
    const { body: accounts } = await fresh.get('/api/accounting/accounts?limit=100');
    const id = (code: string) => accounts.items.find((account: { code: string }) => account.code === code).id;
    const posted = await fresh.post('/api/accounting/journal-entries', {
      date: '2006-03-31',
      memo: 'Capital',
      lines: [
        { accountId: id('1020'), debit: '100' },
        { accountId: id('3100'), credit: '100' },
      ],
    });
    expect(posted.status).toBe(201);
    const after = await fresh.patch('/api/tenant/settings', { currency: 'USD' });
    expect([after.status, after.body.code]).toEqual([422, 'currency_fixed']);
  });

  describe('while amounts are stored', () => {
    const newExpense = (company: HttpClient): Promise<Json> =>
      made(
        company.post('/api/accounting/expenses', { date: '2006-03-01', category: 'rent', net: '1000.00' }),
      );
    const changed = async (company: HttpClient, currency: string): Promise<[number, string]> => {
      const { status, body } = await company.patch('/api/tenant/settings', { currency });
      return [status, body.code ?? body.currency];
    };

    it.each<[string, (company: HttpClient) => Promise<Json>]>([
      ['products', (company) => newProduct(company, { price: '12.50' })],
      ['customers', (company) => newCustomer(company, { creditLimit: '500.00' })],
      ['invoices', (company) => newDraft(company)],
      ['expenses', newExpense],
    ])('refuse a currency with other decimals, by amounts in %s', async (what, make) => {
      const shop = await newCompany(platform, `shop-${what}`);
      await make(shop);
      const { status, body } = await shop.patch('/api/tenant/settings', { currency: 'JPY' });
      expect([status, body.code]).toEqual([422, 'currency_fixed']);
      expect(body.detail).toMatch(/JPY has 0 decimals instead of 2, and there are amounts in \w+/);
      expect(await done(shop.get('/api/tenant/settings'))).toMatchObject({ currency: 'USD', version: 1 });
    });

    it('take one with as many decimals', async () => {
      const shop = await newCompany(platform, 'shop-euro');
      const { id } = await newProduct(shop, { price: '12.50' });
      expect(await changed(shop, 'EUR')).toEqual([200, 'EUR']);
      expect((await done(shop.get(`/api/sales/products/${id}`))).price).toBe('12.50');
    });

    it('take any when nothing is left of them', async () => {
      const shop = await newCompany(platform, 'shop-empty');
      const { id } = await newProduct(shop, { price: '12.50' });
      await newProduct(shop, { price: '0' });
      await newCustomer(shop);
      await done(shop.post(`/api/accounting/expenses/${(await newExpense(shop)).id}/void`, {}));
      expect(await changed(shop, 'JPY')).toEqual([422, 'currency_fixed']);
      await shop.delete(`/api/sales/products/${id}`);
      expect(await changed(shop, 'JPY')).toEqual([200, 'JPY']);
    });
  });
});
