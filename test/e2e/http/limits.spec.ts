import { startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';

describe('The rate limits', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    const env = { RATE_LIMIT_PER_ADDRESS: '5', TRUST_PROXY: '127.0.0.1' };
    platform = await startPlatform({ engine: 'sqlite', env });
  });
  afterAll(() => platform?.close());

  const from = (address: string, path = '/api/auth/me') =>
    platform.request('admin.localhost').get(path, { headers: { 'x-forwarded-for': address } });

  it('stop one address and no other, before the sign-in is looked at', async () => {
    for (let turn = 0; turn < 5; turn += 1) expect((await from('192.0.2.1')).status).toBe(401);
    const refused = await from('192.0.2.1');
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await from('192.0.2.2')).status).toBe(401);
  });

  it('never stop health checks', async () => {
    for (let turn = 0; turn < 10; turn += 1)
      expect((await from('192.0.2.3', '/health/live')).status).toBe(200);
  });
});

describe('The budgets of a company', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;

  beforeAll(async () => {
    const env = { RATE_LIMIT_PER_TENANT: '20', RATE_LIMIT_ANONYMOUS_PER_TENANT: '10' };
    platform = await startPlatform({ engine: 'sqlite', env });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
  });
  afterAll(() => platform?.close());

  const refused = { status: 429, body: { code: 'too_many_requests' } };

  it('are apart for strangers, with a made-up token too, who stop nobody that is signed in', async () => {
    const stranger = platform.request('acme.localhost');
    const forger = stranger.as('made.up.token');
    // The owner's sign-in was the first.
    for (let turn = 0; turn < 4; turn += 1) {
      expect((await stranger.get('/api/auth/me')).status).toBe(401);
      expect((await forger.get('/api/auth/me')).status).toBe(401);
    }
    expect((await globex.get('/api/auth/me')).status).toBe(200);
    // Another company's token is a stranger's as well.
    expect((await globex.on('acme.localhost').get('/api/auth/me')).status).toBe(403);
    for (const caller of [stranger, forger, globex.on('acme.localhost')]) {
      expect(await caller.get('/api/auth/me')).toMatchObject(refused);
    }
    expect(await stranger.post('/api/auth/login', acme.owner)).toMatchObject(refused);
    expect((await acme.get('/api/auth/me')).status).toBe(200);
  });

  it('are used up by one company alone', async () => {
    for (let turn = 1; turn < 20; turn += 1) expect((await acme.get('/api/auth/me')).status).toBe(200);
    expect(await acme.get('/api/auth/me')).toMatchObject(refused);
    expect((await globex.get('/api/auth/me')).status).toBe(200);
  });

  it('are not touched by health checks', async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      expect((await platform.request('acme.localhost').get('/health/live')).status).toBe(200);
    }
  });
});
