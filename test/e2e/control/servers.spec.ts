import {
  expectStatus,
  type HttpClient,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

const NOWHERE = 'postgresql://somebody:geheim@127.0.0.1:1/postgres';

describe.each(TEST_ENGINES)('/api/servers on %s', (engine) => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let url: string;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    operator = await platform.operator();
    url = engine === 'sqlite' ? `sqlite:${platform.server.folder}/second` : platform.server.url;
  }, 300_000);
  afterAll(() => platform?.close());

  const input = (slug: string, more: object) => ({
    name: slug,
    slug,
    adminEmail: `owner@${slug}.test`,
    adminPassword: 'owner-password-1',
    ...more,
  });

  it('adds a server, tells nothing secret, and places a tenant of its region there', async () => {
    const wish = { name: 'eu-1', url, region: 'eu', capacity: 1, weight: 3 };
    const { body } = await expectStatus(201, operator.post('/api/servers', wish));
    expect(body).toMatchObject({ name: 'eu-1', engine, region: 'eu', capacity: 1, weight: 3, tenants: 0 });
    expect(JSON.stringify(body)).not.toMatch(/@|password/);
    const made = await expectStatus(
      201,
      operator.post('/api/tenants?wait=true', input('acme', { region: 'eu' })),
    );
    expect(made.body).toMatchObject({ server: 'eu-1', region: 'eu', status: 'active' });
  });

  it('answers 409 when no server of the region has room, and keeps the slug free', async () => {
    const { body } = await expectStatus(409, operator.post('/api/tenants', input('late', { region: 'eu' })));
    expect(body.code).toBe('no_server_available');
    await expectStatus(404, operator.get('/api/tenants/late'));
  });

  it.each<[string, object, number, string]>([
    ['a name that is taken', { name: 'eu-1' }, 409, 'conflict'],
    ['a server nobody answers at', { url: NOWHERE }, 422, 'server_unreachable'],
    ['an unknown engine', { url: 'oracle://u:geheim@127.0.0.1/x' }, 422, 'unknown_engine'],
    ['what is no URL', { url: 'db1' }, 400, 'validation_failed'],
    ['a folder outside of the data', { url: 'sqlite:/etc/tenants' }, 400, 'validation_failed'],
    ['a parameter of the driver', { url: `${NOWHERE}?sslkey=/etc/passwd` }, 400, 'validation_failed'],
    ['a name of the program', { name: 'default-mysql' }, 400, 'validation_failed'],
    ['a weight of nothing', { weight: 0 }, 400, 'validation_failed'],
    ['a capacity below nothing', { capacity: -1 }, 400, 'validation_failed'],
    ['a status that is none', { status: 'asleep' }, 400, 'validation_failed'],
  ])('refuses %s and writes nothing down', async (_what, wrong, status, code) => {
    const { body: before } = await expectStatus(200, operator.get('/api/servers'));
    const { body } = await expectStatus(
      status,
      operator.post('/api/servers', { name: 'wrong', url, ...wrong }),
    );
    expect(body.code).toBe(code);
    expect(JSON.stringify(body)).not.toContain('geheim');
    expect((await expectStatus(200, operator.get('/api/servers'))).body).toEqual(before);
  });

  it('checks a server', async () => {
    const { body } = await expectStatus(200, operator.get('/api/servers/eu-1/check'));
    expect(body).toMatchObject({ name: 'eu-1', reachable: true, latencyMs: expect.any(Number), tenants: 1 });
    expect(body.serverVersion).toMatch(/^\d+\./);
    expect(typeof body.maxConnections).toBe(engine === 'sqlite' ? 'object' : 'number');
    expect(body.schemas === null).toBe(engine !== 'postgres');
    expect(body.warnings).toEqual(['It holds 1 tenants and takes 1.']);
    await expectStatus(404, operator.get('/api/servers/nowhere/check'));
  });

  it('changes what is named, refuses a stale version, and keeps a promised region', async () => {
    const { body: before } = await expectStatus(200, operator.get('/api/servers/eu-1'));
    const change = { capacity: null, weight: 2, version: before.version };
    const { body } = await expectStatus(200, operator.patch('/api/servers/eu-1', change));
    expect(body).toMatchObject({ capacity: null, weight: 2, region: 'eu' });
    expect((await expectStatus(409, operator.patch('/api/servers/eu-1', change))).body.code).toBe(
      'version_conflict',
    );
    const moved = await expectStatus(409, operator.patch('/api/servers/eu-1', { region: 'us' }));
    expect(moved.body.code).toBe('server_in_use');
    await expectStatus(404, operator.patch('/api/servers/nowhere', { weight: 1 }));
  });

  it('takes another URL only where the stores of its tenants are', async () => {
    const empty = `sqlite:${platform.server.folder}/empty`;
    const elsewhere = engine === 'sqlite' ? empty : NOWHERE;
    const { body } = await operator.patch('/api/servers/eu-1', { url: elsewhere });
    expect(body.code).toBe(engine === 'sqlite' ? 'store_unmarked' : 'server_unreachable');
    const other = await operator.patch('/api/servers/eu-1', { url: engine === 'sqlite' ? NOWHERE : empty });
    expect(other.body.code).toBe(engine === 'sqlite' ? 'server_unreachable' : 'validation_failed');
    await expectStatus(200, operator.patch('/api/servers/eu-1', { url }));
    const credentials = { email: 'owner@acme.test', password: 'owner-password-1' };
    await platform.signIn('acme.localhost', credentials);
  });

  it('leaves the URL of the settings to the settings', async () => {
    const { body } = await expectStatus(400, operator.patch('/api/servers/default', { url }));
    expect(body.errors[0].path).toBe('url');
    await expectStatus(200, operator.patch('/api/servers/default', { weight: 5 }));
  });

  it('writes changes to the audit log without the password', async () => {
    const { body } = await expectStatus(200, operator.get('/api/audit?entity=server'));
    const actions = body.items.map(({ action, entityId }: Record<string, string>) => `${action} ${entityId}`);
    expect(actions).toContain('server.add eu-1');
    expect(actions).toContain('server.update default');
    expect(JSON.stringify(body)).not.toMatch(/:\/\/(?!\[hidden\])[^"]*@/);
  });

  it('is the same on the command line', async () => {
    const run = async (...argv: string[]) => {
      const { code, stdout, stderr } = await cli([...argv, '--json'], { env: platform.env });
      return { code, answer: JSON.parse(stdout || stderr) };
    };
    const added = await run('server', 'add', 'us-1', url, '--region', 'us', '--weight', '2');
    expect(added).toMatchObject({ code: 0, answer: { name: 'us-1', engine, region: 'us', weight: 2 } });
    const updated = await run('server', 'update', 'us-1', '--status', 'offline');
    expect(updated).toMatchObject({ code: 0, answer: { status: 'offline', weight: 2 } });
    expect(await run('server', 'check', 'us-1')).toMatchObject({ code: 0, answer: [{ reachable: true }] });
    expect(await run('server', 'check', 'nowhere')).toMatchObject({ code: 3, answer: { code: 'not_found' } });
    const refused = await run('server', 'add', 'us-2', NOWHERE);
    expect(refused).toMatchObject({ code: 3, answer: { code: 'server_unreachable' } });
    expect(JSON.stringify(refused)).not.toContain('geheim');
    const listed = await run('server', 'list');
    expect(listed.answer.map(({ name }: { name: string }) => name)).toEqual(['default', 'eu-1', 'us-1']);
  });
});

/** On one server beside each other, which is then reached by another name. */
describe('A server of schema and row tenants that gets another URL', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres' });
  }, 300_000);
  afterAll(() => platform?.close());

  it('serves each of them its own rows as before, and new ones too', async () => {
    const operator = await platform.operator();
    const { url } = platform.server;
    await expectStatus(201, operator.post('/api/servers', { name: 'second', url }));
    const made = async (slug: string, isolation: string) => {
      const tenant = await platform.createTenant({ slug, isolation, server: 'second' });
      await expectStatus(201, tenant.post('/api/sales/customers', { name: `of ${slug}` }));
      return tenant;
    };
    const tenants = [
      await made('s-1', 'schema'),
      await made('s-2', 'schema'),
      await made('r-1', 'row'),
      await made('r-2', 'row'),
    ];
    const { body: server } = await expectStatus(200, operator.get('/api/servers/second'));
    const names: Record<string, string> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };
    const { hostname } = new URL(url);
    const other = Object.assign(new URL(url), { hostname: names[hostname] ?? hostname }).href;
    const change = { url: other, version: server.version };
    await expectStatus(200, operator.patch('/api/servers/second', change));
    tenants.push(await made('s-3', 'schema'), await made('r-3', 'row'));
    for (const tenant of tenants) {
      const { body } = await expectStatus(200, tenant.get('/api/sales/customers'));
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual([`of ${tenant.slug}`]);
    }
  });
});
