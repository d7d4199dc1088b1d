import { ConnectionRegistry, StoreLocator, TenantCatalog } from '@tenantry/nest/operator';
import {
  expectStatus,
  type HttpClient,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';
import { adminUrlOf, freshUrl, inDatabase } from '../../support/store-copies.js';

describe.each(TEST_ENGINES)('A store that is not as the catalog says on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    for (const slug of ['here', 'older']) await platform.createTenant({ slug });
  });
  afterAll(() => platform?.close());

  const check = async (...more: string[]) => {
    const { code, stdout } = await cli(['tenant', 'migrate', '--check', ...more], { env: platform.env });
    return { code, stdout };
  };
  const asked = async () => {
    const { code, stdout } = await check('--connect', '--json');
    return { code, stores: JSON.parse(stdout).stores as { tenant: string; status: string }[] };
  };

  it('is current by the catalog alone, which says that nobody asked it', async () => {
    expect(await check()).toEqual({ code: 0, stdout: expect.stringContaining('No store was asked') });
    expect(await asked()).toMatchObject({ code: 0, stores: [{ status: 'ok' }, { status: 'ok' }] });
  });

  it('is behind when its own migrations say so', async () => {
    await inDatabase(engine, await adminUrlOf(platform, 'older'), async (run) => {
      await run("DELETE FROM migrations WHERE name LIKE 'SalesDue%'");
    });
    expect((await check()).code).toBe(0);
    const { code, stores } = await asked();
    expect([code, stores.find(({ tenant }) => tenant === 'older')]).toMatchObject([
      1,
      { status: 'outdated' },
    ]);
  });

  it('is unavailable when it is gone', async () => {
    const tenant = await platform.app.get(TenantCatalog).get('older');
    const { admin, store } = await platform.app.get(StoreLocator).place(tenant);
    platform.app.get(ConnectionRegistry).retire(tenant.id);
    await admin.drop(store);
    expect((await check()).code).toBe(0);
    const { code, stores } = await asked();
    expect(code).toBe(1);
    expect(stores.map(({ tenant, status }) => [tenant, status])).toEqual([
      ['here', 'ok'],
      ['older', 'unavailable'],
    ]);
    expect((await check('--connect', '--tenant', 'here')).code).toBe(0);
  });

  it('is not blamed on the key where the setting that named it is missing', async () => {
    const name = 'TENANT_SET_DATABASE_URL';
    const env = { ...platform.env, [name]: await freshUrl(platform, 'setting') };
    const words = ['tenant', 'create', 'Set', 'set', 'o@set.test', '--admin-password', 'owner-password-1'];
    expect((await cli(words, { env })).code).toBe(0);
    const doctor = await cli(['doctor', '--tenant', 'set', '--json'], { env: platform.env });
    const found = JSON.parse(doctor.stdout).findings.find(
      ({ level }: { level: string }) => level === 'problem',
    );
    expect(found.message).toBe(`It was made with ${name}, which isn't set here.`);
    const shown = await cli(['tenant', 'connection', 'set', '--json'], { env: platform.env });
    expect([shown.code, JSON.parse(shown.stdout).error]).toEqual([1, expect.stringContaining(name)]);
    expect(doctor.stdout + shown.stdout).not.toContain('ENCRYPTION_KEY');
  });
});

describe('A database that another role owns', () => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let role: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres' });
    operator = await platform.operator();
    role = `${platform.server.prefix}other`;
    await run(`CREATE ROLE ${role}`);
  });
  afterAll(async () => {
    const { url } = platform.server;
    await platform.close();
    await inDatabase('postgres', url, async (sql) => void (await sql(`DROP ROLE IF EXISTS ${role}`)));
  });

  const run = (sql: string) =>
    inDatabase('postgres', platform.server.url, async (go) => void (await go(sql)));
  const ghost = () => `"${platform.server.prefix}ghost"`;
  const input = {
    name: 'Ghost',
    slug: 'ghost',
    adminEmail: 'o@ghost.test',
    adminPassword: 'owner-password-1',
  };

  it('refuses the tenant whose store it would be, and leaves the slug free', async () => {
    await run(`CREATE DATABASE ${ghost()} OWNER ${role}`);
    const { body } = await expectStatus(409, operator.post('/api/tenants?wait=true', input));
    expect([body.code, body.detail]).toEqual(['store_taken', expect.stringContaining(role)]);
    await expectStatus(404, operator.get('/api/tenants/ghost'));
  });

  it('that came after the tenant was reserved fails its operation, which succeeds when it is gone', async () => {
    await run(`DROP DATABASE ${ghost()}`);
    const made = await expectStatus(201, operator.post('/api/tenants?wait=true', input));
    expect(made.body.status).toBe('active');
    const { body } = await operator.get('/api/operations?tenant=ghost');
    const [{ id }] = body.items;
    // As a program left it that stopped after it had made the store: somebody else has taken the name since.
    await control(`UPDATE operations SET status = 'failed' WHERE id = '${id}'`);
    await control("UPDATE tenants SET status = 'failed', credentials_encrypted = NULL WHERE slug = 'ghost'");
    await control(
      `UPDATE operation_steps SET status = 'failed' WHERE operation_id = '${id}' AND name <> 'reserve' AND name <> 'create store'`,
    );
    await run(`DROP DATABASE ${ghost()} WITH (FORCE)`);
    await expectStatus(200, operator.post(`/api/operations/${id}/retry`));
    for (;;) {
      const { body: now } = await operator.get(`/api/operations/${id}`);
      if (now.status === 'running' || now.status === 'pending') continue;
      expect([now.status, now.error]).toEqual(['succeeded', undefined]);
      break;
    }
  });

  const control = (sql: string) =>
    inDatabase('postgres', platform.env['DEFAULT_DATABASE_URL'] ?? '', async (go) => void (await go(sql)));
});
