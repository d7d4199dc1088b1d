import { Tenancy } from '@tenantry/nest';
import {
  describeEngines,
  type HttpClient,
  type Json,
  startPlatform,
  type TestPlatform,
} from '../../support/index.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newProduct,
  newTaxRate,
  refusal,
} from '../../support/sales.support.js';

describeEngines('Times on %s', (engine) => {
  let platform: TestPlatform;
  let company: HttpClient;
  let customer: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    company = await newCompany(platform, 'acme');
    customer = await newCustomer(company, { name: 'Zeit' });
  });
  afterAll(() => platform?.close());

  it('show no row as changed before it was made', async () => {
    const rate = await newTaxRate(company, 'VAT', '0.1900');
    const product = await newProduct(company);
    const draft = await newDraft(company, { customerId: customer.id });
    const account = (await done(company.get('/api/accounting/accounts?limit=1'))).items[0];
    for (const [path, change] of [
      [`/api/sales/customers/${customer.id}`, { phone: '1' }],
      [`/api/sales/products/${product.id}`, { name: 'Changed' }],
      [`/api/sales/invoices/${draft.id}`, { notes: 'Changed' }],
      [`/api/accounting/tax-rates/${rate.id}`, { name: 'Changed' }],
      [`/api/accounting/accounts/${account.id}`, { name: 'Changed' }],
    ] as const) {
      const { createdAt, updatedAt } = await done(company.patch(path, change));
      const stored = await done(company.get(path));
      expect(stored.updatedAt >= stored.createdAt).toBe(true);
      expect([stored.createdAt, stored.updatedAt]).toEqual([createdAt, updatedAt]);
    }
  });

  it('tell a change to the millisecond, by the clock of the program', async () => {
    const from = Date.now();
    const changed = await done(company.patch(`/api/sales/customers/${customer.id}`, { phone: '2' }));
    const at = Date.parse(changed.updatedAt);
    expect([at >= from, at <= Date.now()]).toEqual([true, true]);
  });

  it('show no change before its row when the clock of another program was ahead', async () => {
    const ahead = await newCustomer(company, { name: 'Ahead' });
    const tenancy = platform.app.get(Tenancy);
    const sql = `UPDATE customers SET created_at = '2090-01-01 00:00:00' WHERE name = 'Ahead'`;
    await tenancy.run('acme', () => tenancy.dataSource().query(sql));
    const changed = await done(company.patch(`/api/sales/customers/${ahead.id}`, { phone: '3' }));
    expect(changed.updatedAt).toBe(changed.createdAt);
    expect(changed.version).toBe(2);
  });

  const count = async (client: HttpClient, query: string): Promise<number> =>
    (await done(client.get(`/api/audit?limit=100&${query}`))).items.length;

  it('find the lines of the audit log by days, and by instants of any offset', async () => {
    const { items } = await done(company.get('/api/audit?action=customer.created&limit=1'));
    const at = Date.parse(items[0].at);
    const offset = (ms: number) => `${new Date(ms + 7_200_000).toISOString().slice(0, -1)}+02:00`;
    const day = new Date(at).toISOString().slice(0, 10);
    const before = new Date(at - 86_400_000).toISOString().slice(0, 10);
    const only = `entityId=${items[0].entityId}&action=customer.created`;
    const counts = [];
    for (const query of [
      `from=${day}`,
      `from=${day}&to=${day}`,
      `from=${before}&to=${day}`,
      `from=${encodeURIComponent(offset(at))}`,
      `from=${offset(at)}`,
      `from=${new Date(at).toISOString()}&to=${encodeURIComponent(offset(at + 1))}`,
      `from=${before}&to=${before}`,
      `to=${new Date(at).toISOString()}`,
      `from=${encodeURIComponent(offset(at + 1))}`,
      'from=9999-12-31&to=9999-12-31',
    ])
      counts.push(await count(company, `${only}&${query}`));
    expect(counts).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(await count(await platform.operator(), `from=${before}&to=${day}`)).toBeGreaterThan(0);
  });

  it('find the lines of the audit log by a part of their words, in any case', async () => {
    expect(await count(company, 'q=CUSTOMER.Created')).toBeGreaterThan(0);
    expect(await count(company, 'q=OWNER@acme')).toBeGreaterThan(0);
    expect(await count(company, 'q=nowhere')).toBe(0);
    const who = { email: 'müller@acme.test', password: 'a long password' };
    await made(company.post('/api/users', { ...who, name: 'M', role: 'manager' }));
    await newCustomer(await platform.signIn('acme.localhost', who));
    expect(await count(company, `action=customer.created&q=${encodeURIComponent('MÜLLER@')}`)).toBe(1);
  });

  it.each(['20260101', '2026-W05-3', '2026-123', '2026-02-30', '2026-01-01T00:00:00', 'now'])(
    'are refused by name where they are no day: %s',
    async (time) => {
      for (const path of [
        '/api/audit?',
        '/api/sales/invoices?',
        '/api/sales/credit-notes?',
        '/api/accounting/journal-entries?',
        '/api/accounting/expenses?',
        '/api/accounting/reports/trial-balance?',
        '/api/accounting/reports/aged-receivables?',
        '/api/sales/reports/by-customer?',
        `/api/sales/customers/${customer.id}/statement?`,
      ]) {
        for (const field of ['from', 'to']) {
          const { status, body } = await company.get(`${path}${field}=${encodeURIComponent(time)}`);
          expect([path, status, body.errors?.map((error: Json) => error.path)]).toEqual([path, 400, [field]]);
        }
      }
      const operator = await platform.operator();
      expect(await refusal(operator.get(`/api/audit?from=${time}`))).toEqual([400, 'validation_failed']);
    },
  );
});
