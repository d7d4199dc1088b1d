import {
  expectStatus,
  OPERATOR,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';

const ADMIN = 'admin.localhost';
const proof = { currentPassword: OPERATOR.password };

describe.each(TEST_ENGINES)('Operators on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform.close());

  const guest = () => platform.request(ADMIN);
  const login = ({ email, password }: { email: string; password: string }) =>
    guest().post('/api/auth/login', { email, password });

  it('sign in and are told who they are', async () => {
    const { body } = await expectStatus(200, login(OPERATOR));
    expect(body).toMatchObject({ expiresIn: 900, user: { email: OPERATOR.email, role: 'operator' } });
    const me = await guest().as(body.accessToken).get('/api/auth/me');
    expect(me.body).toMatchObject({ email: OPERATOR.email, role: 'operator' });
  });

  it('get the same refusal for an unknown address as for a wrong password', async () => {
    const wrong = await login({ ...OPERATOR, password: 'not the password' });
    const unknown = await login({ email: 'nobody@x.test', password: 'not the password' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'unauthenticated']);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('are asked to sign in everywhere else', async () => {
    expect((await guest().get('/api/operators')).body.code).toBe('unauthenticated');
    expect((await guest().as('rubbish').get('/api/auth/me')).status).toBe(401);
  });

  it('sign out by either token', async () => {
    const { body: one } = await login(OPERATOR);
    await expectStatus(200, guest().as(one.accessToken).post('/api/auth/logout'));
    expect((await guest().post('/api/auth/refresh', { refreshToken: one.refreshToken })).status).toBe(401);
    const { body: two } = await login(OPERATOR);
    await expectStatus(200, guest().post('/api/auth/logout', { refreshToken: two.refreshToken }));
    expect((await guest().post('/api/auth/refresh', { refreshToken: two.refreshToken })).status).toBe(401);
  });

  it('make each other, with a password that is told once', async () => {
    const operator = await platform.operator();
    const { body } = await expectStatus(
      201,
      operator.post('/api/operators', { email: 'Two@X.test', ...proof }),
    );
    expect(body).toMatchObject({ email: 'two@x.test', active: true, password: expect.any(String) });
    await expectStatus(200, login({ email: 'TWO@x.test', password: body.password }));
    expect((await operator.get(`/api/operators/${body.id}`)).body).not.toHaveProperty('password');
    expect((await operator.post('/api/operators', { email: 'two@x.test', ...proof })).body.code).toBe(
      'conflict',
    );
  });

  it('are signed out when they are deactivated', async () => {
    const operator = await platform.operator();
    const made = { email: 'three@x.test', name: 'Three', password: 'a password of three' };
    const { body: three } = await expectStatus(201, operator.post('/api/operators', { ...made, ...proof }));
    const { body: tokens } = await expectStatus(200, login(made));
    await expectStatus(200, guest().as(tokens.accessToken).get('/api/auth/me'));
    await expectStatus(204, operator.delete(`/api/operators/${three.id}`, { body: proof }));
    expect((await guest().as(tokens.accessToken).get('/api/auth/me')).status).toBe(401);
    expect((await guest().post('/api/auth/refresh', { refreshToken: tokens.refreshToken })).status).toBe(401);
    expect((await login(made)).status).toBe(401);
  });

  it('leave a trace of what they changed, without secrets', async () => {
    const operator = await platform.operator();
    await platform.createTenant({ slug: 'traced' });
    await expectStatus(200, operator.post('/api/tenants/traced/suspend'));
    const { body } = await expectStatus(200, operator.get('/api/audit?entity=tenant&entityId=traced'));
    expect(body.items).toMatchObject([
      { action: 'tenant.suspend', actor: { kind: 'operator', email: OPERATOR.email } },
      { action: 'tenant.create', after: { slug: 'traced', adminPassword: '[hidden]' } },
    ]);
  });

  it('can not all be deactivated, even at once', async () => {
    const operator = await platform.operator();
    const { body } = await operator.get('/api/operators?active=true');
    const all = body.items as { id: string }[];
    expect(all.length).toBeGreaterThan(1);
    const answers = await Promise.all(
      all.map(({ id }) => operator.delete(`/api/operators/${id}`, { body: proof })),
    );
    const refused = answers.filter(({ status }) => status !== 204);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, body } of refused) {
      expect([status, body.code]).toEqual(status === 401 ? [401, 'unauthenticated'] : [422, 'last_operator']);
    }
  });
});
