import { AuditTally } from '../../../src/identity/audit/audit-tally.js';
import {
  expectStatus,
  OPERATOR,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';

const WRONG = 'not the password';

describe.each(TEST_ENGINES)('The security log on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TRUST_PROXY: '127.0.0.1' } });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
  });
  afterAll(() => platform?.close());
  afterEach(() => {
    turnTally(0);
  });

  /** The tally's clock alone: tokens are to stay good. */
  const turnTally = (aheadMs: number): void => {
    const clock = { now: () => new Date(Date.now() + aheadMs) };
    Object.assign(platform.app.get(AuditTally), { clock });
  };

  const at = (host: string, email: string, password: string) =>
    platform.request(host).post('/api/auth/login', { email, password });
  const login = (email: string, password = WRONG) => at('acme.localhost', email, password);
  const user = async (name: string, role = 'sales') => {
    const input = { email: `${name}@acme.test`, name, role, password: `password of ${name}` };
    const { body } = await expectStatus(201, acme.post('/api/users', input));
    return { ...input, id: body.id as string };
  };
  const lines = async (query: string, client: { get: TenantClient['get'] } = acme) =>
    (await expectStatus(200, client.get(`/api/audit?limit=100&${query}`))).body.items;

  it('gets one line an hour of a foreign subject, however often it comes, and the count when the hour is over', async () => {
    const stranger = globex.as(acme.token).get.bind(globex.as(acme.token));
    const answers = await Promise.all(Array.from({ length: 40 }, () => stranger('/api/auth/me')));
    expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => 'tenant_mismatch'));
    const mismatch = () => lines('action=auth.tenant_mismatch', globex);
    expect(await mismatch()).toHaveLength(1);
    turnTally(3_600_001);
    await stranger('/api/auth/me');
    const [now, counted, first] = await mismatch();
    expect([now.after, counted.after.count, first.after]).toEqual([null, 39, null]);
    expect(JSON.stringify(counted)).not.toContain('acme');
    expect(await mismatch()).toHaveLength(3);
  });

  it('says who signed in, who failed and from where, and when an account was locked', async () => {
    const lena = await user('lena');
    await expectStatus(200, login(lena.email, lena.password));
    const guess = () => login(lena.email);
    for (let failures = 0; failures < 10; failures += 1) await expectStatus(401, guess());
    await expectStatus(429, guess());
    expect(await lines(`actorId=${lena.id}&action=auth.signed_in`)).toMatchObject([{ entity: 'session' }]);
    const about = await lines(`entityId=${lena.id}`);
    expect(about.map(({ action }: { action: string }) => action)).toEqual([
      'auth.locked_out',
      'auth.sign_in_failed',
      'user.created',
    ]);
    expect(about[1]).toMatchObject({ actor: { kind: 'system' }, after: { address: '127.0.0.1' } });
  });

  it('says nothing of what was typed where nobody was found', async () => {
    await expectStatus(401, login('hunter2@acme.test'));
    const failed = await lines('action=auth.sign_in_failed');
    expect(failed[0]).toMatchObject({ entityId: null, after: { address: '127.0.0.1' } });
    expect(JSON.stringify(failed)).not.toContain('hunter2');
  });

  it('says who was refused by role, once for each route', async () => {
    const vera = await user('vera', 'viewer');
    const viewer = await platform.signIn('acme.localhost', { email: vera.email, password: vera.password });
    for (let times = 0; times < 5; times += 1) expect((await viewer.get('/api/users')).status).toBe(403);
    await viewer.post('/api/sales/customers', {});
    expect(await lines(`actorId=${vera.id}&action=auth.refused`)).toMatchObject([
      { after: { method: 'POST', route: '/api/sales/customers', code: 'forbidden' } },
      { after: { method: 'GET', route: '/api/users', code: 'forbidden' } },
    ]);
  });

  it('can not be filled by guesses from one place at ever new accounts', async () => {
    const tally = platform.app.get(AuditTally);
    let written = 0;
    const write = async () => void (written += 1);
    for (let key = 0; key < 1_000; key += 1) await tally.count({ realm: 'x', key: `${key}`, write });
    expect(written).toBe(201);
  });

  it('is kept for operators too', async () => {
    const operator = await platform.operator();
    const { body } = await expectStatus(200, at('admin.localhost', OPERATOR.email, OPERATOR.password));
    await expectStatus(401, at('admin.localhost', OPERATOR.email, WRONG));
    const { refreshToken } = body;
    await expectStatus(200, platform.request('admin.localhost').post('/api/auth/logout', { refreshToken }));
    const actions = (await lines('', operator)).map(({ action }: { action: string }) => action);
    expect(actions.slice(0, 3)).toEqual(['auth.signed_out', 'auth.sign_in_failed', 'auth.signed_in']);
  });

  describe('A locked account', () => {
    const lockOut = async (email: string, host = 'acme.localhost') => {
      for (let failures = 0; failures < 10; failures += 1) await expectStatus(401, at(host, email, WRONG));
    };

    it('is freed by an owner, who may handle it', async () => {
      const fred = await user('fred');
      await lockOut(fred.email);
      await expectStatus(429, login(fred.email, fred.password));
      await expectStatus(200, acme.post(`/api/users/${fred.id}/unlock`));
      await expectStatus(200, login(fred.email, fred.password));
      expect(await lines(`entityId=${fred.id}&action=user.unlocked`)).toHaveLength(1);
    });

    it('is not locked for who signed in from elsewhere before', async () => {
      const gina = await user('gina');
      const [home, attacker] = ['192.0.2.1', '192.0.2.2'];
      const from = (address: string, password: string) =>
        platform
          .request('acme.localhost')
          .post(
            '/api/auth/login',
            { email: gina.email, password },
            { headers: { 'x-forwarded-for': address } },
          );
      await expectStatus(200, from(home, gina.password));
      for (let failures = 0; failures < 10; failures += 1) await expectStatus(401, from(attacker, WRONG));
      await expectStatus(429, from(attacker, gina.password));
      await expectStatus(200, from(home, gina.password));
      await expectStatus(200, acme.post(`/api/users/${gina.id}/unlock`));
      await expectStatus(200, from(attacker, gina.password));
    });

    it('is not made by guesses at the app host: those lock the app host alone', async () => {
      const carl = await user('carl');
      await lockOut(carl.email, 'app.localhost');
      expect((await at('app.localhost', carl.email, carl.password)).status).toBe(401);
      await expectStatus(200, login(carl.email, carl.password));
    });
  });
});
