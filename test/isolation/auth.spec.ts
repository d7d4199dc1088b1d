import { createHmac, type KeyObject } from 'node:crypto';
import { tokenKey } from '../../src/http/sessions/token-key.js';
import {
  expectStatus,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../support/index.js';

const SECRET = 'a secret of this test, long enough for anybody';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = '') =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/** The token with some claims changed, signed with this key. */
function forge(token: string, claims: object, key: KeyObject | string, alg = 'HS256'): string {
  const [, body] = token.split('.');
  const content = `${encode({ alg, typ: 'JWT' })}.${encode({ ...decode(body), ...claims })}`;
  if (alg === 'none') return `${content}.`;
  const hash = alg === 'HS512' ? 'sha512' : 'sha256';
  return `${content}.${createHmac(hash, key).update(content).digest('base64url')}`;
}

describe.each(TEST_ENGINES)('Tokens on %s', (engine) => {
  let platform: TestPlatform;
  let alpha: TenantClient;
  let beta: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { JWT_SECRET: SECRET } });
    alpha = await platform.createTenant({ slug: 'alpha' });
    beta = await platform.createTenant({ slug: 'beta' });
  });
  afterAll(() => platform.close());

  const key = tokenKey(SECRET, 'tenant');
  const me = (token: string, host = 'alpha.localhost') =>
    platform.request(host).as(token).get('/api/auth/me');
  const good = () => alpha.token ?? '';

  it('of one tenant are refused by another, which writes it down without saying whose they were', async () => {
    const { status, body } = await me(good(), 'beta.localhost');
    expect([status, body.code]).toEqual([403, 'tenant_mismatch']);
    const { body: log } = await beta.get('/api/audit?action=auth.tenant_mismatch');
    expect(log.items).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('alpha');
  });

  it('that refresh one tenant are refused by another, and stay good at home', async () => {
    const { body } = await platform.request('alpha.localhost').post('/api/auth/login', alpha.owner);
    const { refreshToken } = body;
    const refresh = (host: string) => platform.request(host).post('/api/auth/refresh', { refreshToken });
    const foreign = await refresh('beta.localhost');
    expect([foreign.status, foreign.body.code]).toEqual([403, 'tenant_mismatch']);
    expect((await refresh('admin.localhost')).status).toBe(401);
    await expectStatus(200, refresh('alpha.localhost'));
  });

  it('with the prefix of another tenant are no good there', async () => {
    const { body } = await platform.request('alpha.localhost').post('/api/auth/login', alpha.owner);
    const [, random] = String(body.refreshToken).split('.');
    const refreshToken = `${beta.tenant.id}.${random}`;
    const { status } = await platform.request('beta.localhost').post('/api/auth/refresh', { refreshToken });
    expect(status).toBe(401);
  });

  it('of operators are no good at a tenant, nor those of users on the admin plane', async () => {
    const { token = '' } = await platform.operator();
    expect((await me(token)).body.code).toBe('unauthenticated');
    expect((await me(good(), 'admin.localhost')).body.code).toBe('unauthenticated');
  });

  it('of operators that refresh are no good at a tenant', async () => {
    const { email, password } = {
      email: platform.env['ADMIN_EMAIL'],
      password: platform.env['ADMIN_PASSWORD'],
    };
    const { body } = await platform.request('admin.localhost').post('/api/auth/login', { email, password });
    const { refreshToken } = body;
    const { status } = await platform.request('alpha.localhost').post('/api/auth/refresh', { refreshToken });
    expect(status).toBe(401);
  });

  it('are good when they are signed as the program signs them', async () => {
    await expectStatus(200, me(forge(good(), {}, key)));
  });

  it.each([
    ['without a signature', () => forge(good(), {}, key, 'none')],
    ['with another algorithm', () => forge(good(), {}, key, 'HS512')],
    ['that have expired', () => forge(good(), { exp: Math.floor(Date.now() / 1000) - 1 }, key)],
    ['signed with another secret', () => forge(good(), {}, tokenKey('another secret', 'tenant'))],
    ['signed with the secret itself', () => forge(good(), {}, SECRET)],
    ["signed with the operators' key", () => forge(good(), {}, tokenKey(SECRET, 'operator'))],
    ['for another audience', () => forge(good(), { aud: 'operator' }, key)],
    ['of another issuer', () => forge(good(), { iss: 'somebody' }, key)],
    ['of nobody', () => forge(good(), { sub: '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10' }, key)],
    ['of a version that was revoked', () => forge(good(), { ver: 7 }, key)],
    ['that are no tokens', () => 'a.b.c'],
  ])('%s are refused', async (_what, make) => {
    const { status, body } = await me(make());
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
  });

  it('are taken from the Authorization header alone', async () => {
    const guest = platform.request('alpha.localhost');
    expect((await guest.get(`/api/auth/me?access_token=${good()}`)).status).toBe(401);
    const headers = { cookie: `token=${good()}`, 'x-access-token': good(), 'x-tenant': 'beta' };
    expect((await guest.get('/api/auth/me', { headers })).status).toBe(401);
  });

  it('of a person in two tenants lead to one each, also when one account is locked', async () => {
    const person = { email: 'pat@both.test', name: 'Pat', role: 'sales', password: 'the same in both' };
    await expectStatus(201, alpha.post('/api/users', person));
    await expectStatus(201, beta.post('/api/users', person));
    const login = (host: string, password = person.password) =>
      platform.request(host).post('/api/auth/login', { email: person.email, password });
    for (let failures = 0; failures < 10; failures += 1) await login('alpha.localhost', 'wrong');
    await expectStatus(429, login('alpha.localhost'));
    const { body } = await expectStatus(200, login('beta.localhost'));
    expect((await me(body.accessToken, 'alpha.localhost')).body.code).toBe('tenant_mismatch');
  });

  it('do not open what belongs to the other tenant by its id', async () => {
    const { body: mine } = await beta.get('/api/auth/me');
    expect((await alpha.get(`/api/users/${mine.id}`)).status).toBe(404);
    expect((await alpha.patch(`/api/users/${mine.id}`, { role: 'viewer' })).status).toBe(404);
    expect((await alpha.delete(`/api/users/${mine.id}`)).status).toBe(404);
  });
});
