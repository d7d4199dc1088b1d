import {
  expectStatus,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';

const PERSON = { email: 'pat@both.test', password: 'the same in both' };

describe.each(TEST_ENGINES)('Central sign-in on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme' });
    const globex = await platform.createTenant({ slug: 'globex' });
    const pat = { ...PERSON, name: 'Pat', role: 'sales' };
    await expectStatus(201, acme.post('/api/users', pat));
    await expectStatus(201, globex.post('/api/users', { ...pat, role: 'viewer' }));
    await expectStatus(201, globex.post('/api/users', { ...pat, email: 'gus@globex.test' }));
  });
  afterAll(() => platform.close());

  const login = (body: object, host = 'app.localhost') =>
    platform.request(host).post('/api/auth/login', body);

  it.each(['localhost', 'www.localhost', 'app.localhost'])(
    'leads to the only tenant from %s',
    async (host) => {
      const { body } = await expectStatus(200, login(acme.owner, host));
      expect(body.tenant).toMatchObject({ slug: 'acme', url: 'http://acme.localhost:3000' });
      await expectStatus(200, platform.request('acme.localhost').as(body.accessToken).get('/api/auth/me'));
    },
  );

  it('lets a person of several tenants choose', async () => {
    const { body } = await expectStatus(200, login(PERSON));
    expect(body).not.toHaveProperty('accessToken');
    expect(body.tenants.map(({ slug }: { slug: string }) => slug).sort()).toEqual(['acme', 'globex']);
    const { body: chosen } = await expectStatus(200, login({ ...PERSON, tenant: 'Globex' }));
    expect(chosen).toMatchObject({ tenant: { slug: 'globex' }, user: { role: 'viewer' } });
  });

  it('refuses unknown addresses, wrong passwords and foreign tenants alike', async () => {
    const answers = [
      await login({ ...PERSON, password: 'not the password' }),
      await login({ email: 'nobody@x.test', password: 'not the password' }),
      await login({ ...acme.owner, tenant: 'globex' }),
      await login({ ...acme.owner, tenant: 'nowhere' }),
    ];
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code} ${body.detail}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
  });

  it('does not find somebody who is no longer active', async () => {
    const { body } = await acme.get('/api/users?q=pat@both');
    await expectStatus(204, acme.delete(`/api/users/${body.items[0].id}`));
    const { body: only } = await expectStatus(200, login(PERSON));
    expect(only.tenant.slug).toBe('globex');
  });
});
