import {
  expectStatus,
  type HttpClient,
  OPERATOR,
  startPlatform,
  type TestPlatform,
  type TestResponse,
} from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

const SECOND = { email: 'second@x.test', password: 'the password of two' };
const proof = { currentPassword: OPERATOR.password };

describe('The password of an operator', () => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let second: string;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    operator = await platform.operator();
    second = (await expectStatus(201, operator.post('/api/operators', { ...SECOND, ...proof }))).body.id;
  });
  afterAll(() => platform?.close());

  const login = (credentials: { email: string; password: string }) =>
    platform.request('admin.localhost').post('/api/auth/login', credentials);
  const changes = (body: object): [string, Promise<TestResponse>][] => [
    ['create', operator.post('/api/operators', { email: 'new@x.test', ...body })],
    ['change', operator.patch(`/api/operators/${second}`, { password: 'taken over by me', ...body })],
    ['deactivate', operator.delete(`/api/operators/${second}`, { body })],
  ];
  const isAsBefore = async () => {
    await expectStatus(200, login(SECOND));
    expect((await operator.get('/api/operators')).body.items).toHaveLength(2);
  };

  it('is asked for again before operators are made, changed or deactivated', async () => {
    for (const [change, answer] of changes({})) {
      const { status, body } = await answer;
      const { path, message } = body.errors[0];
      expect([change, status, path]).toEqual([change, 400, 'currentPassword']);
      expect(message).toMatch(/must be a string/);
    }
    for (const [change, answer] of changes({ currentPassword: SECOND.password })) {
      const { status, body } = await answer;
      expect([change, status, body.code]).toEqual([change, 422, 'wrong_password']);
    }
    await isAsBefore();
  });

  it('is their own: one who has only the token of another changes nothing', async () => {
    const other = await platform.signIn('admin.localhost', SECOND);
    const change = other.patch(`/api/operators/${second}`, { name: 'Two', ...proof });
    expect((await change).body.code).toBe('wrong_password');
    const own = { name: 'Two', currentPassword: SECOND.password };
    await expectStatus(200, other.patch(`/api/operators/${second}`, own));
  });

  it('that was made up is known as such until it is changed', async () => {
    const made = await expectStatus(201, operator.post('/api/operators', { email: 'made@x.test', ...proof }));
    expect(made.body.madePassword).toBe(true);
    const change = { password: 'one of my own now', ...proof };
    const { body } = await expectStatus(200, operator.patch(`/api/operators/${made.body.id}`, change));
    expect(body.madePassword).toBe(false);
    await expectStatus(204, operator.delete(`/api/operators/${made.body.id}`, { body: proof }));
  });

  it('is locked by wrong ones, and set anew by the command line, which signs out everywhere', async () => {
    const client = await platform.signIn('admin.localhost', SECOND);
    for (let wrong = 0; wrong < 10; wrong += 1) {
      await client.patch(`/api/operators/${second}`, { name: 'x', currentPassword: `wrong ${wrong}` });
    }
    const right = { name: 'x', currentPassword: SECOND.password };
    expect((await client.patch(`/api/operators/${second}`, right)).status).toBe(429);
    expect((await login(SECOND)).status).toBe(429);
    const argv = ['operator', 'reset-password', 'SECOND@x.test', '--json'];
    const { code, stdout } = await cli(argv, { env: platform.env });
    const { password } = JSON.parse(stdout);
    expect(code).toBe(0);
    await expectStatus(200, login({ email: SECOND.email, password }));
    expect((await login(SECOND)).status).toBe(401);
    const { body } = await operator.get(`/api/audit?action=operator.resetPassword`);
    expect(body.items).toMatchObject([{ entityId: second, actor: { kind: 'system' } }]);
    expect(JSON.stringify(body)).not.toContain(password);
  });

  it('is reset for nobody who is not there', async () => {
    const argv = ['operator', 'reset-password', 'nobody@x.test', '--json'];
    const { code, stderr } = await cli(argv, { env: platform.env });
    expect([code, JSON.parse(stderr).code]).toEqual([3, 'not_found']);
  });
});
