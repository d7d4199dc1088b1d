import { startPlatform, TEST_ENGINES, type TenantClient, type TestPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';
import { listAll } from '../../support/northwind.loader.js';

describe.each(TEST_ENGINES)('filling tenants by the command line on %s', (engine) => {
  let platform: TestPlatform;
  const tenants = new Map<string, TenantClient>();

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    for (const slug of ['shop', 'twin', 'yen', 'trader']) {
      const options = { multiLocation: slug === 'trader', currency: slug === 'yen' ? 'JPY' : 'USD' };
      tenants.set(slug, await platform.createTenant({ slug, ...options }));
    }
  });

  afterAll(() => platform?.close());

  const seed = async (...argv: string[]) => {
    const { code, stdout, stderr } = await cli(['tenant', 'seed', ...argv, '--json'], { env: platform.env });
    return { code, answer: JSON.parse(stdout || stderr) };
  };
  const list = (slug: string, what: string) => listAll(tenants.get(slug)!, `/api/sales/${what}`);
  const totals = async (slug: string) => (await list(slug, 'invoices')).map(({ total }) => total);

  it('fills an empty tenant and says with what', async () => {
    const { code, answer } = await seed('shop');
    expect({ code, answer }).toEqual({
      code: 0,
      answer: { tenant: 'shop', customers: 24, products: 28, invoices: 80 },
    });
    expect(await list('shop', 'customers')).toHaveLength(24);
    expect(await list('shop', 'invoices')).toHaveLength(80);
  });

  it('refuses a tenant that is not empty with 3 and changes nothing', async () => {
    const { code, answer } = await seed('shop');
    expect({ code, answer }).toMatchObject({ code: 3, answer: { code: 'already_seeded' } });
    expect(await list('shop', 'invoices')).toHaveLength(80);
  });

  it('writes the same books again for the same number', async () => {
    await seed('twin');
    expect(await totals('twin')).toEqual(await totals('shop'));
  });

  it('writes amounts in the currency of the tenant', async () => {
    expect((await seed('yen', '--seed', '9')).code).toBe(0);
    for (const total of await totals('yen')) expect(total).toMatch(/^\d+$/);
  });

  it('leaves the tenant empty when it is stopped half-way', async () => {
    const argv = ['tenant', 'seed', 'trader', '--json'];
    const { code, stderr } = await cli(argv, { env: platform.env, stopSignal: () => AbortSignal.abort() });
    expect({ code, problem: JSON.parse(stderr).code }).toEqual({ code: 1, problem: 'interrupted' });
    expect(await list('trader', 'customers')).toEqual([]);
  });

  it('sells at several locations where the tenant has several', async () => {
    await seed('trader', '--seed', '3');
    const places = new Set((await list('trader', 'invoices')).map(({ locationId }) => locationId));
    expect(places.size).toBe(3);
  });
});

describe('a real company by the command line', () => {
  let platform: TestPlatform;
  afterAll(() => platform?.close());

  it('loads Northwind with its figures', async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    const client = await platform.createTenant({ slug: 'northwind' });
    const argv = ['tenant', 'seed', 'northwind', '--sample', 'northwind', '--json'];
    const { code, stdout } = await cli(argv, { env: platform.env });
    expect({ code, answer: JSON.parse(stdout) }).toEqual({
      code: 0,
      answer: { tenant: 'northwind', customers: 91, products: 77, invoices: 830 },
    });
    const invoices = await listAll(client, '/api/sales/invoices');
    const cents = invoices.reduce((sum, { net }) => sum + Number(net.replace('.', '')), 0);
    expect(cents).toBe(126_579_329);
  });
});
