import { expectStatus, startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';

/** As long as Node lets them be, with room for the others. */
const LONG = 'a'.repeat(5_000);
const WIDE = '\u00ff'.repeat(5_000);

/** Where columns have lengths: what clients send in headers, and what is kept of it. */
describe('Headers at their limits on PostgreSQL', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres', env: { TRUST_PROXY: '127.0.0.1' } });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
  });
  afterAll(() => platform?.close());

  const HEADERS: Record<string, string>[] = [
    { 'x-request-id': 'a'.repeat(81) },
    { 'x-request-id': 'a'.repeat(100) },
    { 'x-request-id': LONG, 'user-agent': LONG },
    { 'x-request-id': WIDE, 'user-agent': WIDE },
    { 'x-forwarded-for': `${LONG}, 192.0.2.1`, referer: LONG },
    { 'accept-language': LONG, cookie: LONG, origin: LONG },
    { traceparent: LONG, forwarded: LONG },
  ];

  it.each(HEADERS)('stop no audited write: %#', async (headers) => {
    const { body } = await expectStatus(
      201,
      acme.post('/api/sales/customers', { name: 'Jane' }, { headers }),
    );
    const lines = await acme.get(`/api/audit?entityId=${body.id as string}`);
    expect(lines.body.items).toHaveLength(1);
    expect(lines.body.items[0].requestId).toMatch(/^[\da-f-]{36}$/);
  });

  it.each(HEADERS)('stop no operator, and no line about one: %#', async (headers) => {
    const operator = await platform.operator();
    await expectStatus(200, operator.post('/api/tenants/globex/suspend', {}, { headers }));
    await expectStatus(200, operator.post('/api/tenants/globex/resume', {}, { headers }));
    const { body } = await operator.get('/api/audit?entityId=globex&limit=2');
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual([
      'tenant.resume',
      'tenant.suspend',
    ]);
  });

  it.each(HEADERS)('hide no token of another company: %#', async (headers) => {
    const answer = await globex.on('acme.localhost').get('/api/auth/me', { headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'tenant_mismatch' } });
  });

  it('take an Idempotency-Key of 200 characters, and no longer one', async () => {
    const create = (key: string) =>
      acme.post(
        '/api/accounting/journal-entries',
        { date: '2026-01-01', memo: 'x', lines: [] },
        { headers: { 'idempotency-key': key } },
      );
    // The key is taken, the entry has no lines.
    expect((await create('k'.repeat(200))).body).toMatchObject({ errors: [{ path: 'lines' }] });
    expect((await create('k'.repeat(201))).body).toMatchObject({ errors: [{ path: 'Idempotency-Key' }] });
  });
});
