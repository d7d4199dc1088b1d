import {
  type HttpClient,
  type Json,
  OWNER_PASSWORD,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { done, made, newCustomer, newInvoice, refusal } from '../../support/sales.support.js';

const FORBIDDEN = [403, 'location_forbidden'];

describe('Who is bound to places', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let north: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await platform.createTenant({ slug: 'acme', multiLocation: true });
    north = (await made(acme.post('/api/locations', { code: 'N', name: 'North', kind: 'store' }))).id;
  });
  afterAll(() => platform?.close());

  const user = async (name: string, role: string, locationIds = [north]): Promise<[HttpClient, string]> => {
    const input = { email: `${name}@acme.test`, name, role, locationIds, password: OWNER_PASSWORD };
    const { id } = await made(acme.post('/api/users', input));
    return [await platform.signIn('acme.localhost', { email: input.email, password: OWNER_PASSWORD }), id];
  };

  it('writes customers, and decides of nobody how much they may owe', async () => {
    const [seller] = await user('seller', 'sales');
    const customers = '/api/sales/customers';
    const { id } = await made(seller.post(customers, { name: 'Ana', creditLimit: null }));
    await done(seller.patch(`${customers}/${id}`, { phone: '1' }));
    expect(await refusal(seller.post(customers, { name: 'Bo', creditLimit: '5.00' }))).toEqual(FORBIDDEN);
    expect(await refusal(seller.patch(`${customers}/${id}`, { creditLimit: '5.00' }))).toEqual(FORBIDDEN);
    await done(acme.patch(`${customers}/${id}`, { creditLimit: '5.00' }));
    expect(await refusal(seller.patch(`${customers}/${id}`, { creditLimit: null }))).toEqual(FORBIDDEN);
    // A form sends what it has read.
    const changed = await done(seller.patch(`${customers}/${id}`, { phone: '2', creditLimit: '5.00' }));
    expect(changed).toMatchObject({ phone: '2', creditLimit: '5.00' });
  });

  it('sees the people of these places and no list of all', async () => {
    const [admin, self] = await user('admin', 'admin');
    const [, near] = await user('near', 'viewer');
    const [, free] = await user('free', 'viewer', []);
    for (const id of [self, near]) await done(admin.get(`/api/users/${id}`));
    const answers = ['/api/users', `/api/users/${free}`, '/api/invitations'].map((path) => admin.get(path));
    for (const answer of answers) expect(await refusal(answer)).toEqual(FORBIDDEN);
  });

  it('sees what a payment there is for, but no invoice of another place', async () => {
    const south = (await made(acme.post('/api/locations', { code: 'S', name: 'South', kind: 'store' }))).id;
    const customer = await newCustomer(acme);
    const at = (locationId: string) =>
      newInvoice(acme, { customerId: customer.id, locationId, issueDate: '2025-01-10' });
    const [near, far] = [await at(north), await at(south)];
    const payment = await made(
      acme.post('/api/sales/payments', {
        ...{ customerId: customer.id, amount: '90.00', method: 'transfer', locationId: north },
        allocations: [near, far].map(({ id }) => ({ invoiceId: id, amount: '40.00' })),
      }),
    );
    expect(payment.allocations).toHaveLength(2);
    const [seller] = await user('cashier', 'sales');
    const path = `/api/sales/payments/${payment.id}`;
    for (const seen of [
      await done(seller.get(path)),
      (await done(seller.get('/api/sales/payments'))).items[0],
    ])
      expect(seen).toMatchObject({
        allocations: [{ invoiceId: near.id, amount: '40.00' }],
        ...{ allocated: '80.00', rest: '10.00' },
      });
    expect(await refusal(seller.post(`${path}/reverse`))).toEqual([404, 'not_found']);
    const more = { allocations: [{ invoiceId: far.id, amount: '1.00' }] };
    expect(await refusal(seller.post(`${path}/allocate`, more))).toEqual([422, 'unknown_reference']);
  });

  it('takes no opening balances back, with which the books of all begin', async () => {
    const { items } = await done(acme.get('/api/accounting/accounts?limit=100'));
    const bank = items.find(({ code }: Json) => code === '1020');
    const lines = [{ accountId: bank.id, debit: '5.00' }];
    const input = { date: '2024-12-31', locationId: north, lines };
    const entry = await made(acme.post('/api/accounting/opening-balances', input));
    const [accountant] = await user('bookkeeper', 'accountant');
    const path = `/api/accounting/journal-entries/${entry.id}`;
    await done(accountant.get(path));
    expect(await refusal(accountant.post(`${path}/reverse`))).toEqual(FORBIDDEN);
    await done(acme.post(`${path}/reverse`));
  });

  it('is told the rights of the role', async () => {
    const [accountant] = await user('accountant', 'accountant');
    const { rights } = await done(accountant.get('/api/auth/me'));
    expect(rights).toEqual({
      audit: 'read',
      settings: 'read',
      locations: 'read',
      sales: 'write',
      expenses: 'write',
      ledger: 'write',
      taxRates: 'write',
      stock: 'read',
      purchases: 'write',
      billing: 'read',
    });
  });
});
