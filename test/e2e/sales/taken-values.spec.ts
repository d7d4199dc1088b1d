import { startPlatform, TEST_STORES, type TestPlatform, type TestResponse } from '../../support/index.js';
import { made, newCustomer } from '../../support/sales.support.js';

describe.each(TEST_STORES)('A value that is taken on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());

  it('is named with its field, when a row is made and when it is changed', async () => {
    const acme = await platform.createTenant({ slug: 'acme', multiLocation: true, isolation });
    const refused = async (field: string, value: string, pending: Promise<TestResponse>) => {
      const { status, body } = await pending;
      const message = `${value} exists already`;
      expect([status, body.code, body.errors]).toEqual([409, 'conflict', [{ path: field, message }]]);
      expect(body.detail).toContain(`${field} ${message}`);
    };
    const rows: [string, string, object][] = [
      ['sales/customers', 'code', { code: '4711', name: 'Ana' }],
      ['sales/products', 'sku', { sku: 'P-1', name: 'Tea', price: '1.00' }],
      ['accounting/accounts', 'code', { code: '6999', name: 'Pens', type: 'expense' }],
      ['accounting/tax-rates', 'code', { code: 'VAT19', name: 'VAT', rate: '0.1900' }],
      ['locations', 'code', { code: 'NORTH', name: 'North', kind: 'store' }],
      ['users', 'email', { email: 'bo@acme.test', name: 'Bo', role: 'viewer', password: 'password of bo' }],
    ];
    for (const [path, field, row] of rows) {
      await made(acme.post(`/api/${path}`, row));
      await refused(field, Object(row)[field], acme.post(`/api/${path}`, row));
    }
    const other = await newCustomer(acme, { code: '4712' });
    await refused('code', '4711', acme.patch(`/api/sales/customers/${other.id}`, { code: '4711' }));
  });
});
