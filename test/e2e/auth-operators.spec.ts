import { OPERATOR, startPlatform, TEST_ENGINES, type TestPlatform } from '../support/index.js';

const ADMIN = 'admin.localhost';

describe.each(TEST_ENGINES)('Operators on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { LOG_LEVEL: 'warn' } });
  });
  afterAll(() => platform.close());

  const login = (body: { email: string; password: string }) =>
    platform.request(ADMIN).post('/api/auth/login', body);

  it('sign in and are told who they are', async () => {
    const { status, body } = await login(OPERATOR);
    expect(status).toBe(200);
    expect(body).toMatchObject({ expiresIn: 900, user: { email: OPERATOR.email, role: 'operator' } });
    const me = await platform.request(ADMIN).as(body.accessToken as string).get('/api/auth/me');
    expect(me.body).toMatchObject({ email: OPERATOR.email, role: 'operator' });
  });
});
