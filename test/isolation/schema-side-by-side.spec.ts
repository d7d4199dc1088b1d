import type { IsolationName } from '@tenantry/nest';
import { cli } from '../support/cli.terminal.js';
import { done, newInvoice } from '../support/sales.support.js';
import { startPlatform, TEST_ENGINES, type TenantClient, type TestPlatform } from '../support/index.js';

const ISOLATIONS: readonly IsolationName[] = ['database', 'schema', 'row'];

describe('one deployment with all isolations', () => {
  let platform: TestPlatform;
  const tenants = new Map<IsolationName, TenantClient>();

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres', env: { TENANT_ISOLATION: 'database' } });
    for (const isolation of ISOLATIONS) {
      tenants.set(isolation, await platform.createTenant({ slug: `by-${isolation}`, isolation }));
    }
  });
  afterAll(() => platform?.close());

  it.each(ISOLATIONS)('places a tenant by %s where its operator asked for it', async (isolation) => {
    const operator = await platform.operator();
    expect((await operator.get(`/api/tenants/by-${isolation}`)).body).toMatchObject({
      isolation,
      status: 'active',
      engine: 'postgres',
    });
    const { body } = await operator.get(`/api/tenants/by-${isolation}/connection`);
    const { prefix } = platform.server;
    const places = {
      database: { database: `${prefix}by_database`, user: expect.stringMatching(/^t_/) },
      schema: { database: `${prefix}shared`, schema: `${prefix}by_schema`, user: `${prefix}shared_login` },
      row: { database: `${prefix}shared`, schema: 'public', user: `${prefix}shared_login` },
    };
    expect(body).toMatchObject({ status: 'ok', ...places[isolation] });
  });

  it('sells in each of them, with numbers of its own', async () => {
    for (const [isolation, tenant] of tenants) {
      const invoice = await newInvoice(tenant, { issueDate: '2010-01-01' });
      expect([isolation, invoice.number]).toEqual([isolation, 'INV-2010-000001']);
      const { items } = await done(tenant.get('/api/sales/invoices?limit=100'));
      expect(items).toHaveLength(1);
    }
  });

  it.each(['schema', 'row'])('makes a tenant by %s on the command line', async (isolation) => {
    const slug = `cli-${isolation}`;
    const argv = ['tenant', 'create', 'Cli', slug, `owner@${slug}.test`, '--isolation', isolation, '--json'];
    const run = await cli(argv, { env: platform.env });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const check = await cli(['tenant', 'migrate', '--check', '--json'], { env: platform.env });
    expect(check.code).toBe(0);
    const sql = ['tenant', 'sql', slug, 'SELECT count(*)::int AS n FROM invoices', '--json'];
    expect(JSON.parse((await cli(sql, { env: platform.env })).stdout)).toEqual([{ n: 0 }]);
  });

  it('refuses a schema or rows where a tenant brings its database', async () => {
    const operator = await platform.operator();
    const databaseUrl = await platform.server.createDatabase('brought');
    const input = {
      name: 'X',
      slug: 'brought',
      adminEmail: 'owner@x.test',
      databaseUrl,
      isolation: 'schema',
    };
    const { status, body } = await operator.post('/api/tenants?wait=true', input);
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'isolation_not_possible', 'isolation']);
  });
});

describe.each(TEST_ENGINES.filter((engine) => engine !== 'postgres'))('a server of %s', (engine) => {
  it('refuses schema and row isolation before anything is made', async () => {
    const platform = await startPlatform({ engine });
    const operator = await platform.operator();
    for (const isolation of ['schema', 'row']) {
      const input = { name: 'X', slug: 'refused', adminEmail: 'owner@x.test', isolation };
      const { status, body } = await operator.post('/api/tenants?wait=true', input);
      expect([status, body.code, body.errors[0].path]).toEqual([422, 'isolation_not_possible', 'isolation']);
    }
    expect((await operator.get('/api/tenants/refused')).status).toBe(404);
    await platform.close();
  });
});
