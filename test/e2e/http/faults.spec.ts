import { TenantCatalog } from '@tenantry/nest/operator';
import { testPostgresUrl } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';

describe('A tenant whose database is away', () => {
  let platform: TestPlatform;
  let server: Client;
  let acme: TenantClient;
  let globex: TenantClient;
  let store: string;

  beforeAll(async () => {
    server = new Client({ connectionString: testPostgresUrl() });
    await server.connect();
    platform = await startPlatform({ engine: 'postgres' });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
    store = (await platform.app.get(TenantCatalog, { strict: false }).get('acme')).placement.store;
  });
  afterAll(async () => {
    await platform?.close();
    await server?.end();
  });

  const rename = async (from: string, to: string): Promise<void> => {
    await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [from]);
    await server.query(`ALTER DATABASE "${from}" RENAME TO "${to}"`);
  };
  const customers = (client: TenantClient) => client.get('/api/sales/customers');

  it('is refused with 503 and Retry-After, without a word of SQL, hosts or passwords', async () => {
    await rename(store, `${store}_away`);
    const answer = await customers(acme);
    expect(answer).toMatchObject({ status: 503, body: { code: 'tenant_database_unavailable' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.stringify(answer.body)).not.toMatch(/postgres|SELECT|127\.0\.0\.1|stack|at /);
  });

  it('leaves the others as they are', async () => {
    expect((await customers(globex)).status).toBe(200);
    expect((await acme.get('/health/ready')).status).toBe(200);
  });

  it('works again by itself when the database is back', async () => {
    await rename(`${store}_away`, store);
    expect((await customers(acme)).status).toBe(200);
  });
});
