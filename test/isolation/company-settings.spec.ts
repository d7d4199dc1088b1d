import { newCompany, newProduct } from '../support/sales.support.js';
import {
  expectStatus,
  type HttpClient,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../support/index.js';

const ROUNDS = 20;

/** Lists show amounts by settings that the program remembers. */
describe.each(TEST_STORES)('Remembered settings of two companies on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let dollars: HttpClient;
  let yen: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    dollars = await newCompany(platform, 'dollars', 'USD');
    yen = await newCompany(platform, 'yen', 'JPY');
    await newProduct(dollars, { price: '18.00' });
    // Nothing, so that the currency may change to one with decimals.
    await newProduct(yen, { price: '0' });
  });
  afterAll(() => platform?.close());

  const price = async (company: HttpClient): Promise<string> =>
    (await expectStatus(200, company.get('/api/sales/products'))).body.items[0].price;

  it('are each its own, asked for at once', async () => {
    const asked = Array.from({ length: ROUNDS }, () => Promise.all([price(dollars), price(yen)]));
    expect(await Promise.all(asked)).toEqual(asked.map(() => ['18.00', '0']));
  });

  it('change at once for the one, and not for the other', async () => {
    expect(await price(yen)).toBe('0');
    const { body } = await expectStatus(200, yen.get('/api/tenant/settings'));
    await expectStatus(200, yen.patch('/api/tenant/settings', { currency: 'EUR', version: body.version }));
    expect([await price(yen), await price(dollars)]).toEqual(['0.00', '18.00']);
  });
});
