import {
  expectStatus,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { mailedToken, mailsTo } from '../../support/auth.outbox.js';

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe.each(TEST_ENGINES)('Signing in at a tenant on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme' });
  });
  afterAll(() => platform.close());

  const guest = () => platform.request('acme.localhost');
  const login = ({ email, password }: { email: string; password?: string }) =>
    guest().post('/api/auth/login', { email, password });
  const refresh = (refreshToken: string) => guest().post('/api/auth/refresh', { refreshToken });
  const add = async (name: string, role = 'sales') => {
    const user = { email: `${name}@acme.test`, name, role, password: `password of ${name}` };
    const { body } = await expectStatus(201, acme.post('/api/users', user));
    return { ...user, id: body.id as string };
  };

  it('gives tokens that say whose they are', async () => {
    const { body } = await expectStatus(200, login(acme.owner));
    expect(body).toMatchObject({ expiresIn: 900, user: { email: acme.owner.email, role: 'owner' } });
    expect(body.user).not.toHaveProperty('passwordHash');
    const { tenant, slug, role, aud, iss, exp, iat, sub } = claimsOf(body.accessToken);
    expect({ tenant, slug, role, aud, iss, sub }).toEqual({
      tenant: acme.tenant.id,
      slug: 'acme',
      role: 'owner',
      aud: 'tenant',
      iss: 'tenantry',
      sub: body.user.id,
    });
    expect(Number(exp) - Number(iat)).toBe(900);
    expect(body.refreshToken.startsWith(`${acme.tenant.id}.`)).toBe(true);
  });

  it('tells who is signed in, and where', async () => {
    const { body } = await expectStatus(200, acme.get('/api/auth/me'));
    expect(body).toMatchObject({ email: acme.owner.email, role: 'owner', tenant: { slug: 'acme' } });
  });

  it('ignores the case of the address', async () => {
    await expectStatus(200, login({ ...acme.owner, email: ` ${acme.owner.email.toUpperCase()} ` }));
  });

  it('refuses an unknown address as it refuses a wrong password', async () => {
    const wrong = await login({ ...acme.owner, password: 'not the password' });
    const unknown = await login({ email: 'nobody@acme.test', password: 'not the password' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'unauthenticated']);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('names the field that is missing', async () => {
    const { status, body } = await login({ email: acme.owner.email });
    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors[0].path).toBe('password');
  });

  it('keeps the other sessions of somebody who signs out of one', async () => {
    const [{ body: one }, { body: two }] = [await login(acme.owner), await login(acme.owner)];
    await expectStatus(200, guest().post('/api/auth/logout', { refreshToken: one.refreshToken }));
    expect((await refresh(one.refreshToken)).status).toBe(401);
    await expectStatus(200, refresh(two.refreshToken));
  });

  it('locks an account after repeated failures, and says for how long', async () => {
    const user = await add('lena');
    const wrong = { email: user.email, password: 'not the password' };
    for (let failures = 0; failures < 10; failures += 1) await expectStatus(401, login(wrong));
    const { status, body, headers } = await login(user);
    expect([status, body.code]).toEqual([429, 'too_many_requests']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await expectStatus(200, login(acme.owner));
  });

  it('locks an address that nobody has just the same', async () => {
    const wrong = { email: 'ghost@acme.test', password: 'not the password' };
    for (let failures = 0; failures < 10; failures += 1) await expectStatus(401, login(wrong));
    await expectStatus(429, login(wrong));
  });

  it('does not let a flood of guesses through at once', async () => {
    const user = await add('flora');
    const guess = () => login({ email: user.email, password: 'not the password' });
    const answers = await Promise.all(Array.from({ length: 24 }, guess));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    await expectStatus(429, login(user));
  });

  it('signs out everywhere when the password is changed', async () => {
    const user = await add('paula');
    const [{ body: here }, { body: there }] = [await login(user), await login(user)];
    const change = { currentPassword: user.password, newPassword: 'quite another one' };
    const { body } = await expectStatus(
      200,
      guest().as(here.accessToken).post('/api/auth/password/change', change),
    );
    expect((await guest().as(there.accessToken).get('/api/auth/me')).status).toBe(401);
    expect((await refresh(there.refreshToken)).status).toBe(401);
    expect((await refresh(here.refreshToken)).status).toBe(401);
    expect((await guest().as(here.accessToken).get('/api/auth/me')).status).toBe(401);
    await expectStatus(200, guest().as(body.accessToken).get('/api/auth/me'));
    await expectStatus(200, refresh(body.refreshToken));
    expect((await login(user)).status).toBe(401);
    await expectStatus(200, login({ email: user.email, password: 'quite another one' }));
  });

  it('wants the current password for a new one, and a new one that is long enough', async () => {
    const change = (body: object) => acme.post('/api/auth/password/change', body);
    const wrong = await change({ currentPassword: 'wrong', newPassword: 'quite another one' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'wrong_password']);
    const short = await change({ currentPassword: acme.owner.password, newPassword: 'short' });
    expect(short.body.errors).toEqual([
      { path: 'newPassword', message: 'newPassword must be at least 10 characters long' },
    ]);
  });

  it('mails a link that sets a forgotten password once', async () => {
    const user = await add('fred');
    const { body: before } = await login(user);
    for (let failures = 0; failures < 10; failures += 1) await login({ ...user, password: 'forgotten' });
    await expectStatus(429, login(user));
    await expectStatus(200, guest().post('/api/auth/password/forgot', { email: user.email.toUpperCase() }));
    const token = await mailedToken(platform, user.email);
    const reset = (password: string) => guest().post('/api/auth/password/reset', { token, password });
    expect((await reset('short')).body.code).toBe('validation_failed');
    await expectStatus(200, reset('remembered again'));
    expect((await reset('a second time')).body.code).toBe('reset_token_invalid');
    expect((await guest().as(before.accessToken).get('/api/auth/me')).status).toBe(401);
    await expectStatus(200, login({ email: user.email, password: 'remembered again' }));
  });

  it('does not tell who has an account when a password is forgotten', async () => {
    const answer = await guest().post('/api/auth/password/forgot', { email: 'nobody@acme.test' });
    expect([answer.status, answer.body]).toEqual([200, { done: true }]);
    expect(await mailsTo(platform, 'nobody@acme.test')).toEqual([]);
  });

  it.each(['/invitations/accept?token=x', '/password/reset?token=x'])('has a page at %s', async (path) => {
    const { status, headers, raw } = await guest().get(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(raw.toString()).toContain('<h1>acme</h1>');
    expect((await platform.request('admin.localhost').get(path)).status).toBe(404);
  });

  it('serves what its pages run, as their content policy wants it', async () => {
    const { status, headers } = await guest().get('/account.js');
    expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  });
});
