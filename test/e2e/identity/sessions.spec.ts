import { Clock } from '../../../src/kernel/clock/clock.js';
import {
  expectStatus,
  OPERATOR,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';

const sessionOf = (accessToken: string): string =>
  (JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { sid: string }).sid;

/** A token of this session, with a secret that nobody made: of the shape that tokens have, and of the one they had. */
const madeUp = (realm: string, accessToken: string): string[] =>
  [36, 32].map((length) => {
    const id = Buffer.from(sessionOf(accessToken).replaceAll('-', ''), 'hex');
    return `${realm}.${Buffer.concat([id, Buffer.alloc(length)]).toString('base64url')}`;
  });

describe.each(TEST_ENGINES)('Sessions on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let owner: { email: string; password: string };
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme' });
    owner = acme.owner;
  });
  afterAll(() => platform?.close());

  const clock = () => platform.app.get(Clock);
  const later = (seconds: number) => {
    clock().now = () => new Date(Date.now() + seconds * 1000);
  };
  afterEach(() => {
    clock().now = () => new Date();
  });

  const planes = [
    { name: 'a tenant', host: 'acme.localhost', at: 'acme.localhost' },
    { name: 'the app host', host: 'app.localhost', at: 'acme.localhost' },
    { name: 'the admin host', host: 'admin.localhost', at: 'admin.localhost' },
  ];

  describe.each(planes)('of $name', ({ host, at }) => {
    const who = () => (host === 'admin.localhost' ? OPERATOR : owner);
    const realm = () => (host === 'admin.localhost' ? 'operator' : acme.tenant.id);
    const signIn = async () =>
      (await expectStatus(200, platform.request(host).post('/api/auth/login', who()))).body;
    const refresh = (refreshToken: string) =>
      platform.request(host).post('/api/auth/refresh', { refreshToken });
    const logout = (refreshToken: string) =>
      platform.request(host).post('/api/auth/logout', { refreshToken });
    const me = async (accessToken: string) =>
      (await platform.request(at).as(accessToken).get('/api/auth/me')).status;

    it('give the same next token to all who ask at once, and go on as one family', async () => {
      const { refreshToken } = await signIn();
      const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
      expect(new Set(answers.map(({ body }) => sessionOf(body.accessToken))).size).toBe(1);
      const { body: next } = await expectStatus(200, refresh(answers[0]!.body.refreshToken));
      expect(await me(next.accessToken)).toBe(200);
    });

    it('end when a token is used again after 31 seconds, with the access tokens', async () => {
      const first = await signIn();
      const { body: second } = await expectStatus(200, refresh(first.refreshToken));
      later(29);
      const { body: again } = await expectStatus(200, refresh(first.refreshToken));
      expect(again.refreshToken).toBe(second.refreshToken);
      expect(await me(second.accessToken)).toBe(200);
      later(31);
      const { status, body } = await refresh(first.refreshToken);
      expect([status, body.code]).toEqual([401, 'unauthenticated']);
      expect((await refresh(second.refreshToken)).status).toBe(401);
      expect([await me(first.accessToken), await me(second.accessToken)]).toEqual([401, 401]);
    });

    it('end when the token before the last is used, however soon', async () => {
      const first = await signIn();
      const { body: second } = await expectStatus(200, refresh(first.refreshToken));
      const { body: third } = await expectStatus(200, refresh(second.refreshToken));
      expect((await refresh(first.refreshToken)).status).toBe(401);
      expect((await refresh(third.refreshToken)).status).toBe(401);
      expect(await me(third.accessToken)).toBe(401);
    });

    it('do not end by a secret that was made up', async () => {
      const { accessToken, refreshToken } = await signIn();
      for (const token of madeUp(realm(), accessToken)) {
        expect((await refresh(token)).status).toBe(401);
        await logout(token);
      }
      expect(await me(accessToken)).toBe(200);
      await expectStatus(200, refresh(refreshToken));
    });

    it('end with their access tokens when somebody signs out, and no others', async () => {
      const [one, other] = [await signIn(), await signIn()];
      expect(await me(one.accessToken)).toBe(200);
      await expectStatus(200, logout(one.refreshToken));
      expect(await me(one.accessToken)).toBe(401);
      expect((await refresh(one.refreshToken)).status).toBe(401);
      const byAccess = await signIn();
      await expectStatus(200, platform.request(host).as(byAccess.accessToken).post('/api/auth/logout'));
      expect(await me(byAccess.accessToken)).toBe(401);
      expect(await me(other.accessToken)).toBe(200);
    });
  });

  it('are written down when they end', async () => {
    const { body } = await platform.request('acme.localhost').post('/api/auth/login', owner);
    await platform.request('acme.localhost').post('/api/auth/logout', { refreshToken: body.refreshToken });
    const { body: log } = await acme.get(`/api/audit?entityId=${sessionOf(body.accessToken)}`);
    expect(log.items).toMatchObject([
      { action: 'auth.signed_out', actor: { kind: 'user', email: owner.email } },
      { action: 'auth.signed_in', actor: { kind: 'user', email: owner.email } },
    ]);
    const operator = await platform.operator();
    const { items } = (await operator.get('/api/audit?action=auth.token_reused')).body;
    expect(items).toMatchObject([{ actor: { kind: 'operator' } }, { actor: { kind: 'operator' } }]);
  });
});
