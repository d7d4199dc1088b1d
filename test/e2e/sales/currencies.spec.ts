import { startPlatform, type TestPlatform } from '../../support/index.js';
import { done, newCompany, newInvoice, newProduct } from '../../support/sales.support.js';

describe('A company', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
  });
  afterAll(() => platform?.close());

  it.each([
    ['CLF', 4, '12.3456'],
    ['UYW', 4, '0.0001'],
    ['KWD', 3, '1.005'],
    ['XCG', 2, '1.25'],
    ['UYI', 0, '15'],
  ])('keeps books in %s with %i decimals', async (currency, exponent, price) => {
    const company = await newCompany(platform, currency.toLowerCase(), currency);
    expect(await done(company.get('/api/tenant/settings'))).toMatchObject({ currency, exponent });
    const product = await newProduct(company, { price });
    const invoice = await newInvoice(company, { lines: [{ productId: product.id, quantity: '1' }] });
    expect(invoice).toMatchObject({ currency, total: price });
    const finer = `${price}${exponent === 0 ? '.1' : '1'}`;
    const refused = await company.patch(`/api/sales/products/${product.id}`, { price: finer });
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'price']);
  });

  it('takes no currency that ISO 4217 has withdrawn, nor one it never had', async () => {
    const company = await newCompany(platform, 'acme', 'EUR');
    for (const currency of ['DEM', 'XYZ', 'eur']) {
      const { status, body } = await company.patch('/api/tenant/settings', { currency });
      expect([status, body.errors[0].path]).toEqual([400, 'currency']);
    }
  });
});
