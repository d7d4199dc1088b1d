import { TenantCatalog } from '@tenantry/nest/operator';
import { expectStatus, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

/** Over the stores of a server that runs at the same time, as an operator would. */
describe.each(TEST_ENGINES)('tenants by the command line on %s', (engine) => {
  let platform: TestPlatform;
  let env: Record<string, string>;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    env = { ...platform.env, MAX_TENANTS: '4' };
  });

  afterAll(() => platform?.close());

  const run = (...argv: string[]) => cli(argv, { env });
  const runJson = async (...argv: string[]) => {
    const { code, stdout, stderr } = await cli([...argv, '--json'], { env });
    return { code, answer: JSON.parse(stdout || stderr) };
  };

  it('makes a tenant and tells its URL and a one-time invitation', async () => {
    const { code, stdout } = await run('tenant', 'create', 'Acme', 'acme', 'Ann@Acme.test');
    expect(code).toBe(0);
    expect(stdout).toContain('http://acme.localhost');
    expect(stdout).toMatch(/invitations\/accept#\S{20,}/);
    expect(stdout).toContain('ann@acme.test');
  });

  it('tells an invitation that the running server accepts', async () => {
    const { answer } = await runJson('tenant', 'create', 'Invited', 'invited', 'ivy@invited.test');
    const token = new URL(answer.invitationUrl).hash.slice(1);
    const body = { token, name: 'Ivy', password: 'a-long-password-1' };
    const { status } = await platform.request('invited.localhost').post('/api/invitations/accept', body);
    expect(status).toBeLessThan(300);
    await platform.signIn('invited.localhost', { email: 'ivy@invited.test', password: body.password });
  });

  it('tells nothing secret when a password was given, which then signs in', async () => {
    const password = 'a-long-password-2';
    const options = [
      '--admin-password',
      password,
      '--max-users',
      '7',
      '--multi-location',
      '--currency',
      'EUR',
    ];
    const { code, stdout } = await run('tenant', 'create', 'Globex', 'globex', 'gus@globex.test', ...options);
    expect(code).toBe(0);
    expect(stdout).not.toContain(password);
    expect(stdout).not.toContain('/accept');
    await platform.signIn('globex.localhost', { email: 'gus@globex.test', password });
  });

  it('shows a tenant in the shape of the admin API', async () => {
    const { code, answer } = await runJson('tenant', 'show', 'globex');
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      slug: 'globex',
      name: 'Globex',
      adminEmail: 'gus@globex.test',
      status: 'active',
      isolation: 'database',
      engine,
      store: `${platform.env['TENANT_DATABASE_PREFIX']}globex`,
      maxUsers: 7,
      users: 1,
      multiLocation: true,
      currency: 'EUR',
      region: null,
      plan: null,
    });
    expect(answer.schemaVersion).toMatch(/\d{13}$/);
  });

  it('refuses a taken slug with 3 and the code of the API', async () => {
    const { code, answer } = await runJson('tenant', 'create', 'Again', 'acme', 'a@again.test');
    expect({ code, answer }).toMatchObject({ code: 3, answer: { code: 'conflict' } });
  });

  it.each([
    ['a reserved slug', ['Admin', 'admin', 'a@b.test'], 'slug'],
    ['a malformed slug', ['Bad', 'Bad_Slug', 'a@b.test'], 'slug'],
    ['an address that is none', ['Bad', 'bad', 'nobody'], 'adminEmail'],
    ['an unknown currency', ['Bad', 'bad', 'a@b.test', '--currency', 'XXL'], 'currency'],
    ['an unknown server', ['Bad', 'bad', 'a@b.test', '--server', 'moon'], 'server'],
    ['a weak password', ['Bad', 'bad', 'a@b.test', '--admin-password', 'short'], 'adminPassword'],
  ])('refuses %s and names the field', async (_what, argv, path) => {
    const { code, answer } = await runJson('tenant', 'create', ...argv);
    expect({ code, answer }).toMatchObject({
      code: 3,
      answer: { code: 'validation_failed', errors: [{ path }] },
    });
  });

  it('suspends a tenant for the running server too, and resumes it', async () => {
    const card = () => platform.request('globex.localhost').get('/api/tenant');
    await expectStatus(200, card());
    expect((await runJson('tenant', 'suspend', 'globex')).answer.status).toBe('suspended');
    await until(async () => (await card()).status === 403);
    expect((await runJson('tenant', 'resume', 'globex')).answer.status).toBe('active');
    await until(async () => (await card()).status === 200);
  });

  it('lists all tenants, or only the active ones', async () => {
    await run('tenant', 'suspend', 'invited');
    const all = await runJson('tenant', 'list');
    const active = await runJson('tenant', 'list', '--active-only');
    expect(all.answer.map(({ slug }: { slug: string }) => slug)).toEqual(['acme', 'globex', 'invited']);
    expect(active.answer.map(({ slug }: { slug: string }) => slug)).toEqual(['acme', 'globex']);
  });

  it('lists tenants in a table for people', async () => {
    const { stdout } = await run('tenant', 'list');
    for (const text of ['Slug', 'acme', 'suspended', '1/7']) expect(stdout).toContain(text);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    const { stdout: wide } = await run('tenant', 'list', '--wide');
    for (const text of ['Slug', 'Server', 'Store', 'Schema']) expect(wide).toContain(text);
  });

  it('changes what is named and nothing else', async () => {
    const { answer } = await runJson('tenant', 'update', 'acme', '--max-users', '9', '--multi-location');
    expect(answer).toMatchObject({ name: 'Acme', maxUsers: 9, multiLocation: true });
    const again = await runJson('tenant', 'update', 'acme', '--name', 'Acme Inc.', '--no-multi-location');
    expect(again.answer).toMatchObject({ name: 'Acme Inc.', maxUsers: 9, multiLocation: false });
  });

  it('writes what it changed to the audit log, without passwords', async () => {
    const operator = await platform.operator();
    const { body } = await expectStatus(200, operator.get('/api/audit?entity=tenant&entityId=globex'));
    const actions = body.items.map(({ action }: { action: string }) => action);
    expect(actions.toReversed()).toEqual(['tenant.create', 'tenant.suspend', 'tenant.resume']);
    expect(JSON.stringify(body)).not.toContain('a-long-password-2');
  });

  it('answers an update of nothing with 2', async () => {
    expect((await run('tenant', 'update', 'acme')).code).toBe(2);
  });

  it.each([['show'], ['update', '--name', 'X'], ['suspend'], ['seed'], ['shell']])(
    'answers 3 to %s of a tenant that does not exist',
    async (command, ...options) => {
      const { code, answer } = await runJson('tenant', command, 'nobody', ...options);
      expect({ code, answer }).toMatchObject({ code: 3, answer: { code: 'tenant_not_found' } });
    },
  );

  it('says that a fleet at the newest version has nothing to migrate', async () => {
    const check = await runJson('tenant', 'migrate', '--check');
    expect(check).toEqual({ code: 0, answer: { behind: [] } });
    const { code, answer } = await runJson('tenant', 'migrate');
    expect(code).toBe(0);
    expect(answer).toMatchObject({ succeeded: [], failed: [], interrupted: false });
    expect(answer.skipped).toHaveLength(3);
  });

  it('migrates what is behind, and goes on after a tenant that fails', async () => {
    const catalog = platform.app.get(TenantCatalog);
    for (const slug of ['acme', 'globex']) await catalog.setSchemaVersion(slug, null);
    const noServer = { ...env, TENANT_ACME_DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' };
    const broken = await cli(['tenant', 'migrate', '--json'], { env: noServer });
    expect({ code: broken.code, answer: JSON.parse(broken.stdout) }).toMatchObject({
      code: 1,
      answer: { succeeded: ['globex'], failed: [{ tenant: 'acme' }], interrupted: false },
    });
    expect(broken.stdout + broken.stderr).not.toContain('secret');
    expect((await runJson('tenant', 'migrate', '--check')).answer).toEqual({ behind: ['acme'] });
    const { code, answer } = await runJson('tenant', 'migrate', '--tenant', 'acme');
    expect({ code, answer }).toMatchObject({ code: 0, answer: { succeeded: ['acme'], skipped: [] } });
  });

  it('says which store cannot be reached, with 1', async () => {
    const noServer = { ...env, TENANT_ACME_DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' };
    const listed = await cli(['tenant', 'list', '--check', '--json'], { env: noServer });
    expect(listed.code).toBe(1);
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { slug: 'acme', databaseStatus: 'unavailable' },
      { slug: 'globex', databaseStatus: 'ok' },
      { slug: 'invited', databaseStatus: 'ok' },
    ]);
    const tested = await cli(['tenant', 'test-connections', '--tenant', 'acme', '--json'], { env: noServer });
    expect(tested.code).toBe(1);
    expect(JSON.parse(tested.stdout)).toMatchObject([{ slug: 'acme', source: 'environment' }]);
    expect(listed.stdout + tested.stdout).not.toContain('secret');
  });

  it('stops before the next tenant and says so when it is asked to stop', async () => {
    const stopSignal = () => AbortSignal.abort();
    const { code, stdout } = await cli(['tenant', 'migrate', '--json'], { env, stopSignal });
    expect({ code, answer: JSON.parse(stdout) }).toMatchObject({ code: 1, answer: { interrupted: true } });
  });

  it('hears a request to stop while it works, and leaves the rest to the next run', async () => {
    const catalog = platform.app.get(TenantCatalog);
    for (const slug of ['acme', 'globex', 'invited']) await catalog.setSchemaVersion(slug, null);
    const stopSignal = () => {
      const stop = new AbortController();
      setImmediate(() => stop.abort());
      return stop.signal;
    };
    const argv = ['tenant', 'migrate', '--parallel', '1', '--json'];
    const { code, stdout } = await cli(argv, { env, stopSignal });
    const { succeeded, interrupted } = JSON.parse(stdout);
    expect({ code, interrupted }).toEqual({ code: 1, interrupted: true });
    expect(succeeded.length).toBeLessThan(3);
    const rest = await runJson('tenant', 'migrate');
    expect(rest.answer.succeeded).toHaveLength(3 - succeeded.length);
  });

  it('tests the connection of every store', async () => {
    const { code, answer } = await runJson('tenant', 'test-connections');
    expect(code).toBe(0);
    expect(answer).toHaveLength(3);
    expect(answer[0]).toMatchObject({ slug: 'acme', engine, status: 'ok' });
    expect(answer[0].serverVersion).toMatch(/^\d+\./);
    expect(answer[0].latencyMs).toEqual(expect.any(Number));
  });

  it('lists the servers without their passwords', async () => {
    const { code, answer } = await runJson('server', 'list');
    expect(code).toBe(0);
    expect(answer).toEqual([
      expect.objectContaining({ name: 'default', engine, tenants: 3, status: 'active' }),
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/:\/\/[^/]*@/);
  });

  it('refuses more tenants than MAX_TENANTS with 3', async () => {
    expect((await run('tenant', 'create', 'Four', 'four', 'f@four.test')).code).toBe(0);
    const { code, answer } = await runJson('tenant', 'create', 'Five', 'five', 'f@five.test');
    expect({ code, answer }).toMatchObject({ code: 3, answer: { code: 'plan_limit_reached' } });
  });
});

/** The server hears of another process's change within its polling time. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await condition())) if (Date.now() > end) throw new Error('The condition never came true.');
}
