import { IdentityGenerations } from '../../src/http/sessions/identity-generations.js';
import {
  expectStatus,
  startPlatform,
  TEST_STORES,
  type TenantClient,
  type TestPlatform,
} from '../support/index.js';

const PASSWORD = 'the same in both';
const PERSON = { email: 'pat@both.test', password: PASSWORD };

/** The same person in two companies: what ends in one goes on in the other. */
describe.each(TEST_STORES)('Sessions of two companies on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let alpha: TenantClient;
  let beta: TenantClient;
  let ids: { alpha: string; beta: string };
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    alpha = await platform.createTenant({ slug: 'alpha' });
    beta = await platform.createTenant({ slug: 'beta' });
    const pat = { ...PERSON, name: 'Pat', role: 'admin' };
    const [a, b] = [await alpha.post('/api/users', pat), await beta.post('/api/users', pat)];
    ids = { alpha: a.body.id, beta: b.body.id };
  });
  afterAll(() => platform?.close());

  type Company = 'alpha' | 'beta';
  const at = (company: Company) => platform.request(`${company}.localhost`);
  const signIn = async (company: Company) =>
    (await expectStatus(200, at(company).post('/api/auth/login', PERSON))).body;
  const refresh = (company: Company, refreshToken: string) =>
    at(company).post('/api/auth/refresh', { refreshToken });
  const me = async (company: Company, { accessToken }: { accessToken: string }) =>
    (await at(company).as(accessToken).get('/api/auth/me')).status;
  const generations = () => {
    const all = platform.app.get(IdentityGenerations);
    return { alpha: all.of(alpha.tenant.id), beta: all.of(beta.tenant.id) };
  };

  it('end in one by signing out, by a token used again, and go on in the other', async () => {
    const [here, there] = [await signIn('alpha'), await signIn('beta')];
    await expectStatus(200, at('alpha').post('/api/auth/logout', { refreshToken: here.refreshToken }));
    expect([await me('alpha', here), await me('beta', there)]).toEqual([401, 200]);

    const first = await signIn('alpha');
    const { body: second } = await expectStatus(200, refresh('alpha', first.refreshToken));
    const { body: third } = await expectStatus(200, refresh('alpha', second.refreshToken));
    expect((await refresh('alpha', first.refreshToken)).status).toBe(401);
    expect([await me('alpha', third), await me('beta', there)]).toEqual([401, 200]);
    await expectStatus(200, refresh('beta', there.refreshToken));
  });

  it('are ended by no token of the other, sent to either host', async () => {
    const [here, there] = [await signIn('alpha'), await signIn('beta')];
    const [, secret] = String(there.refreshToken).split('.');
    for (const refreshToken of [there.refreshToken, `${alpha.tenant.id}.${secret}`]) {
      await refresh('alpha', refreshToken);
      await at('alpha').post('/api/auth/logout', { refreshToken });
    }
    expect([await me('alpha', here), await me('beta', there)]).toEqual([200, 200]);
    await expectStatus(200, refresh('beta', there.refreshToken));
  });

  it('count a generation of people for each company', async () => {
    await platform.app.get(IdentityGenerations).poll();
    const before = generations();
    const { accessToken } = await signIn('alpha');
    expect(generations()).toEqual(before);
    await expectStatus(200, at('alpha').as(accessToken).post('/api/auth/logout'));
    expect(generations().beta).toBe(before.beta);
    expect(generations().alpha).not.toBe(before.alpha);
  });

  it('end all at once for who is deactivated in one, and stay in the other', async () => {
    const [here, too, there] = [await signIn('alpha'), await signIn('alpha'), await signIn('beta')];
    await expectStatus(204, alpha.delete(`/api/users/${ids.alpha}`));
    expect([await me('alpha', here), await me('alpha', too), await me('beta', there)]).toEqual([
      401, 401, 200,
    ]);
    expect((await beta.get(`/api/users/${ids.beta}`)).body.active).toBe(true);
  });
});
