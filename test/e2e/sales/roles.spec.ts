import { type HttpClient, OWNER_PASSWORD, startPlatform, type TestPlatform } from '../../support/index.js';
import { done, made, newCompany, newCustomer, newDraft, refusal } from '../../support/sales.support.js';

describe('Roles in sales', () => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const user = async (role: string): Promise<HttpClient> => {
    const email = `${role}@acme.test`;
    await made(acme.post('/api/users', { email, name: role, role, password: OWNER_PASSWORD }));
    return platform.signIn('acme.localhost', { email, password: OWNER_PASSWORD });
  };

  it.each(['admin', 'manager', 'sales'])('let %s read and write', async (role) => {
    const client = await user(role);
    const { id } = await newDraft(client);
    await done(client.post(`/api/sales/invoices/${id}/issue`));
    await done(client.get('/api/sales/reports/by-customer'));
  });

  it.each(['viewer'])('let %s read, and change nothing', async (role) => {
    const client = await user(role);
    const { id } = await newDraft(acme);
    for (const path of [
      'customers',
      'products',
      'invoices',
      `invoices/${id}/pdf`,
      `invoices/${id}/payments`,
      'reports/by-period',
    ]) {
      expect((await client.get(`/api/sales/${path}`)).status).toBe(200);
    }
    const customer = await newCustomer(acme);
    for (const call of [
      client.post('/api/sales/customers', { name: 'X' }),
      client.patch(`/api/sales/customers/${customer.id}`, { name: 'X' }),
      client.delete(`/api/sales/customers/${customer.id}`),
      client.post('/api/sales/products', { sku: 'X', name: 'X', price: '1.00' }),
      client.post(`/api/sales/invoices/${id}/issue`),
      client.post(`/api/sales/invoices/${id}/send`, { to: 'a@b.test' }),
      client.post(`/api/sales/invoices/${id}/payments`, { amount: '1.00', method: 'cash' }),
    ]) {
      expect(await refusal(call)).toEqual([403, 'forbidden']);
    }
  });

  it('let accountants settle what others sold, and sell nothing', async () => {
    const client = await user('accountant');
    const { id, customerId } = await newDraft(acme);
    const at = (action: string) => `/api/sales/invoices/${id}/${action}`;
    expect(await refusal(client.post(at('issue')))).toEqual([403, 'forbidden']);
    expect(await refusal(client.post('/api/sales/customers', { name: 'X' }))).toEqual([403, 'forbidden']);
    await done(acme.post(at('issue')));
    await done(client.post(at('send'), { to: 'customer@x.test' }));
    await made(client.post(at('payments'), { amount: '100.00', method: 'cash' }));
    await made(client.post(at('credit-notes'), { reason: 'Late', amount: '10.00' }));
    const refund = { amount: '1.00', method: 'cash' };
    const refunds = `/api/sales/customers/${customerId}/refunds`;
    const seller = await platform.signIn('acme.localhost', {
      email: 'sales@acme.test',
      password: OWNER_PASSWORD,
    });
    expect(await refusal(seller.post(refunds, refund))).toEqual([403, 'forbidden']);
    await made(client.post(refunds, refund));
    const other = await newDraft(acme);
    await done(acme.post(`/api/sales/invoices/${other.id}/issue`));
    await done(client.post(`/api/sales/invoices/${other.id}/void`, { reason: 'Twice' }));
    await done(client.get('/api/accounting/reports/aged-receivables'));
    await done(client.get('/api/audit'));
  });

  it('are told apart in the audit log', async () => {
    const client = await platform.signIn('acme.localhost', {
      email: 'sales@acme.test',
      password: OWNER_PASSWORD,
    });
    const { id } = await newDraft(client);
    const { number } = await done(client.post(`/api/sales/invoices/${id}/issue`));
    const { items } = await done(acme.get('/api/audit?limit=5'));
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'invoice.issued',
        entityId: id,
        actor: expect.objectContaining({ email: 'sales@acme.test' }),
        after: expect.objectContaining({ number, total: '100.00' }),
      }),
    );
  });

  it('let nobody in who is not signed in', async () => {
    expect(await refusal(acme.as(undefined).get('/api/sales/invoices'))).toEqual([401, 'unauthenticated']);
  });
});
