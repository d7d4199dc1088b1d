import { ServerCatalog } from '@tenantry/nest/operator';
import {
  expectStatus,
  type HttpClient,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe.each(TEST_ENGINES)('/api/tenants on %s', (engine) => {
  let platform: TestPlatform;
  let operator: HttpClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    operator = await platform.operator();
  });
  afterAll(() => platform?.close());

  const input = (slug: string, more: object = {}) => ({
    name: `The ${slug} company`,
    slug,
    adminEmail: `Owner@${slug}.test`,
    adminPassword: 'owner-password-1',
    ...more,
  });
  const ended = async (id: string): Promise<HttpClient extends never ? never : Record<string, unknown>> => {
    for (;;) {
      const { body } = await expectStatus(200, operator.get(`/api/operations/${id}`));
      if (body.status !== 'pending' && body.status !== 'running') return body;
    }
  };

  it('creates a tenant and waits for it', async () => {
    const { body } = await expectStatus(
      201,
      operator.post(
        '/api/tenants?wait=true',
        input('acme', { maxUsers: 7, multiLocation: true, currency: 'eur' }),
      ),
    );
    expect(body).toEqual({
      id: expect.stringMatching(UUID),
      slug: 'acme',
      name: 'The acme company',
      adminEmail: 'owner@acme.test',
      status: 'active',
      isolation: 'database',
      engine,
      server: 'default',
      store: `${platform.server.prefix}acme`,
      region: null,
      maxUsers: 7,
      users: 1,
      multiLocation: true,
      features: expect.objectContaining({ multiLocation: true, sales: true }),
      plan: null,
      currency: 'EUR',
      trialEndsAt: null,
      schemaVersion: expect.stringMatching(/\d{13}$/),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      version: expect.any(Number),
    });
    await platform.signIn('acme.localhost', { email: 'owner@acme.test', password: 'owner-password-1' });
  });

  it('answers 202 with an operation that can be watched', async () => {
    const { body, headers } = await expectStatus(202, operator.post('/api/tenants', input('globex')));
    expect(body).toMatchObject({ id: expect.stringMatching(UUID), kind: 'provision', tenant: 'globex' });
    expect(headers['location']).toBe(`/api/operations/${body.id}`);
    const operation = await ended(body.id);
    expect(operation).toMatchObject({ status: 'succeeded' });
    expect(operation['progress']).toEqual({ done: body.progress.total, total: body.progress.total });
    expect(operation['steps']).toContainEqual({
      name: 'create store',
      status: 'succeeded',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
    });
  });

  it('tells the invitation link once when no password is given', async () => {
    const { body } = await expectStatus(
      201,
      operator.post('/api/tenants?wait=true', input('invited', { adminPassword: undefined })),
    );
    expect(body.invitationUrl).toMatch(/invited\.localhost.*\/accept#\S{20,}$/);
    const { body: again } = await expectStatus(200, operator.get('/api/tenants/invited'));
    expect(again).not.toHaveProperty('invitationUrl');
  });

  it('answers 409 to a slug that is taken, and one of two at once', async () => {
    const { body } = await expectStatus(409, operator.post('/api/tenants', input('acme')));
    expect(body).toMatchObject({ code: 'conflict' });
    const both = await Promise.all([1, 2].map(() => operator.post('/api/tenants?wait=true', input('twice'))));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  it.each<[string, object]>([
    ['slug', { slug: 'admin' }],
    ['slug', { slug: 'no_good' }],
    ['slug', { slug: 'a' }],
    ['slug', { slug: undefined }],
    ['name', { name: '' }],
    ['adminEmail', { adminEmail: 'nobody' }],
    ['maxUsers', { maxUsers: 0 }],
    ['maxUsers', { maxUsers: '5' }],
    ['currency', { currency: 'XXQ' }],
    ['isolation', { isolation: 'nothing' }],
    ['server', { server: 'nowhere' }],
    ['region', { region: 'mars' }],
    ['databaseUrl', { databaseUrl: 'mysql' }],
    ['adminPassword', { adminPassword: 'short' }],
    ['colour', { colour: 'red' }],
  ])('refuses a wrong %s and makes nothing', async (path, wrong) => {
    const { body } = await expectStatus(400, operator.post('/api/tenants', input('wrong', wrong)));
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
    await expectStatus(404, operator.get('/api/tenants/wrong'));
  });

  it('answers 503 when its server can not be reached, and the operation shows it', async () => {
    const servers = platform.app.get(ServerCatalog);
    const url = 'postgresql://somebody:geheim@127.0.0.1:1/postgres';
    await servers.add({ name: 'away', engine: 'postgres', url });
    const wish = operator.post('/api/tenants?wait=true', input('unreached', { server: 'away' }));
    const { body, headers } = await expectStatus(503, wish);
    expect(body.code).toBe('tenant_database_unavailable');
    expect(headers['retry-after']).toBe('5');
    const { body: page } = await expectStatus(
      200,
      operator.get('/api/operations?tenant=unreached&status=failed'),
    );
    expect(page.items).toMatchObject([
      { errorCode: 'tenant_database_unavailable', error: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect(JSON.stringify([body, page])).not.toContain('geheim');
    const tenant = await expectStatus(200, operator.get('/api/tenants/unreached?check=true'));
    expect(tenant.body).toMatchObject({ status: 'failed', server: 'away' });
    const refused = await expectStatus(503, platform.request('unreached.localhost').get('/api/auth/me'));
    expect(refused.body.code).toBe('tenant_not_ready');

    await expectStatus(200, operator.post(`/api/operations/${page.items[0].id}/cancel`));
    expect(await ended(page.items[0].id)).toMatchObject({ status: 'cancelled' });
    await expectStatus(404, operator.get('/api/tenants/unreached'));
    await servers.update('away', { status: 'offline' });
  });

  it('changes what an operator may change, and refuses a stale version', async () => {
    const { body: made } = await expectStatus(201, operator.post('/api/tenants?wait=true', input('patched')));
    const patch = {
      name: 'Another name',
      maxUsers: 9,
      multiLocation: true,
      plan: 'enterprise',
      adminEmail: 'New@x.test',
    };
    const { body } = await expectStatus(
      200,
      operator.patch('/api/tenants/patched', { ...patch, version: made.version }),
    );
    expect(body).toMatchObject({ ...patch, adminEmail: 'new@x.test', id: made.id });
    const stale = await expectStatus(
      409,
      operator.patch('/api/tenants/patched', { name: 'x', version: made.version }),
    );
    expect(stale.body.code).toBe('version_conflict');
    await expectStatus(400, operator.patch('/api/tenants/patched', { slug: 'other' }));
  });

  it.each([
    ['name', { name: null }],
    ['maxUsers', { maxUsers: null }],
    ['plan', { plan: 'a\0b' }],
    ['version', { version: 'one' }],
  ])('refuses to change %s to what it can not be', async (path, wrong) => {
    const { body } = await expectStatus(400, operator.patch('/api/tenants/acme', wrong));
    expect(body.errors[0].path).toBe(path);
  });

  it('refuses a plan that does not exist', async () => {
    const plan = 'does-not-exist';
    for (const answer of [
      await operator.post('/api/tenants', input('planless', { plan })),
      await operator.patch('/api/tenants/globex', { plan }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([422, 'unknown_reference']);
      expect(answer.body.errors).toEqual([{ path: 'plan', message: expect.stringContaining(plan) }]);
    }
    await expectStatus(404, operator.get('/api/tenants/planless'));
  });

  it('takes a plan away, and reads null as left out when it creates', async () => {
    await expectStatus(200, operator.patch('/api/tenants/globex', { plan: 'enterprise' }));
    const { body } = await expectStatus(200, operator.patch('/api/tenants/globex', { plan: null }));
    expect(body.plan).toBeNull();
    const nulls = {
      plan: null,
      region: null,
      server: null,
      maxUsers: null,
      currency: null,
      adminPassword: null,
    };
    const made = await expectStatus(201, operator.post('/api/tenants?wait=true', input('nulls', nulls)));
    expect(made.body).toMatchObject({ plan: null, currency: 'USD', invitationUrl: expect.any(String) });
  });

  it.each(['a%00b', '..%2f..', '%F0%9F%98%80', 'a'.repeat(90)])('finds no tenant called %s', async (slug) => {
    const { body } = await expectStatus(404, operator.get(`/api/tenants/${slug}`));
    expect(body.code).toBe('tenant_not_found');
    await expectStatus(404, operator.get(`/api/operations/${slug}`));
  });

  it('suspends and resumes, and a request sees it at once', async () => {
    const client = await platform.createTenant({ slug: 'paused' });
    const { body } = await expectStatus(200, operator.post('/api/tenants/paused/suspend'));
    expect(body.status).toBe('suspended');
    const refused = await expectStatus(403, client.get('/api/auth/me'));
    expect(refused.body.code).toBe('tenant_suspended');
    await expectStatus(200, operator.post('/api/tenants/paused/resume'));
    await expectStatus(200, client.get('/api/auth/me'));
  });

  it('tells where the store is and how it is, without a password', async () => {
    const { body } = await expectStatus(200, operator.get('/api/tenants/acme/connection'));
    expect(body).toMatchObject({ engine, source: 'catalog', status: 'ok', latencyMs: expect.any(Number) });
    expect(body.database).toContain('acme');
    expect(body.serverVersion).toMatch(/^\d+\./);
    expect(JSON.stringify(body)).not.toMatch(/password|:\/\//);
  });

  it('migrates one tenant', async () => {
    const { body } = await expectStatus(200, operator.post('/api/tenants/acme/migrate?wait=true'));
    expect(body).toMatchObject({
      kind: 'migrate',
      tenant: 'acme',
      status: 'succeeded',
      progress: { done: 1, total: 1 },
    });
    await expectStatus(202, operator.post('/api/tenants/globex/migrate'));
  });

  it('lists by pages, filters, search and sort', async () => {
    const first = await expectStatus(200, operator.get('/api/tenants?limit=2'));
    expect(first.body.items.map(({ slug }: { slug: string }) => slug)).toEqual(['acme', 'globex']);
    const second = await expectStatus(
      200,
      operator.get(`/api/tenants?limit=2&cursor=${first.body.nextCursor}`),
    );
    expect(second.body.items[0].slug).toBe('invited');
    await expectStatus(400, operator.get('/api/tenants?plan=%00'));
    const slugs = async (query: string) =>
      (await expectStatus(200, operator.get(`/api/tenants?${query}`))).body.items.map(
        ({ slug }: { slug: string }) => slug,
      );
    expect(await slugs('q=THE%20ACME')).toEqual(['acme']);
    expect(await slugs('plan=enterprise')).toEqual(['patched']);
    expect(await slugs('status=suspended')).toEqual([]);
    expect((await slugs('server=default&isolation=database&sort=-slug'))[0]).toBe('twice');
    await expectStatus(400, operator.get('/api/tenants?status=asleep'));
    await expectStatus(400, operator.get('/api/tenants?cursor=nonsense'));
  });

  it('adds the status of each database when asked', async () => {
    const { body } = await expectStatus(200, operator.get('/api/tenants?check=true&q=acme'));
    expect(body.items[0]).toMatchObject({ slug: 'acme', databaseStatus: 'ok' });
    const plain = await expectStatus(200, operator.get('/api/tenants?q=acme'));
    expect(plain.body.items[0]).not.toHaveProperty('databaseStatus');
  });

  it('lists operations, the newest first, and refuses to cancel what is done', async () => {
    const { body } = await expectStatus(200, operator.get('/api/operations?kind=provision&tenant=acme'));
    expect(body.items).toHaveLength(1);
    const [operation] = body.items;
    const refused = await expectStatus(409, operator.post(`/api/operations/${operation.id}/cancel`));
    expect(refused.body.code).toBe('conflict');
    await expectStatus(409, operator.post(`/api/operations/${operation.id}/retry`));
    await expectStatus(404, operator.get('/api/operations/0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10'));
  });

  it('lists the servers without anything secret', async () => {
    const { body } = await expectStatus(200, operator.get('/api/servers'));
    expect(body).toMatchObject({ items: [{ name: 'away', status: 'offline' }, {}], nextCursor: null });
    expect(body.items[1]).toEqual({
      name: 'default',
      url: expect.any(String),
      engine,
      region: null,
      capacity: null,
      weight: 1,
      tenants: 7,
      schemas: expect.any(Number),
      warnings: [],
      status: 'active',
      version: 1,
    });
    expect(JSON.stringify(body)).not.toMatch(/@|geheim/);
  });

  it('answers 404 on a tenant host and 401 without a token', async () => {
    await expectStatus(404, platform.request('acme.localhost').get('/api/tenants'));
    await expectStatus(401, operator.as(undefined).get('/api/tenants'));
    await expectStatus(404, operator.get('/api/tenants/nobody'));
  });
});
