import { Tenancy } from '@tenantry/nest';
import { type HttpClient, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import { made, newCompany, newInvoice, pay } from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('A chart that is older than the account for credit on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());

  const olderCompany = async (slug: string): Promise<HttpClient> => {
    const client = await newCompany(platform, slug);
    const tenancy = platform.app.get(Tenancy, { strict: false });
    const remove = "DELETE FROM accounts WHERE role = 'customer_credit'";
    await tenancy.run(slug, () => tenancy.dataSource().query(remove));
    return client;
  };
  const overpay = async (client: HttpClient): Promise<void> => {
    const { id } = await newInvoice(client);
    await made(pay(client, id, '130.00', { allowOverpayment: true }));
  };
  const named = async (client: HttpClient) => {
    const { items } = await new Books(client).read('accounting/accounts?limit=100');
    return items.filter(({ name }: { name: string }) => name === 'Customer credit');
  };

  it('gets it, in its place, by the first posting that needs it', async () => {
    const client = await olderCompany('acme');
    await overpay(client);
    await overpay(client);
    const [account, ...more] = await named(client);
    expect(more).toEqual([]);
    expect(account).toMatchObject({ code: '2400', type: 'liability', active: true });
    expect(account.parentId).toBe(await new Books(client).account('2000'));
    expect(await new Books(client).balances()).toMatchObject({ '2400': '-60.00', '1100': '0.00' });
  });

  it('makes the standard account of that code and name play the part, also one that was switched off', async () => {
    const client = await olderCompany('umbrella');
    const own = { code: '2400', name: 'Customer credit', type: 'liability', active: false };
    const { id } = await made(client.post('/api/accounting/accounts', own));
    await overpay(client);
    expect(await named(client)).toMatchObject([{ id, code: '2400', role: 'customer_credit', active: true }]);
    expect(await new Books(client).balances()).toMatchObject({ '2400': '-30.00' });
  });

  it('gets it under another code where people have used that one', async () => {
    const client = await olderCompany('globex');
    const own = { code: '2400', name: 'Deposits', type: 'liability' };
    await made(client.post('/api/accounting/accounts', own));
    await overpay(client);
    expect(await named(client)).toMatchObject([{ code: '2400-1', type: 'liability' }]);
  });

  it('gets it once when two postings need it at the same time', async () => {
    const client = await olderCompany('initech');
    await Promise.all([overpay(client), overpay(client), overpay(client)]);
    expect(await named(client)).toHaveLength(1);
    expect(await new Books(client).balances()).toMatchObject({ '2400': '-90.00' });
  });
});
