import { startPlatform, type TestPlatform } from '../support/index.js';

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
