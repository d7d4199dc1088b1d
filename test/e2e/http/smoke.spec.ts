import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { startPlatform, TEST_ENGINES, type TenantClient, type TestPlatform } from '../../support/index.js';

describe.each(TEST_ENGINES)('the platform on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex-2' });
  });

  afterAll(() => platform?.close());

  it('answers health checks on every host', async () => {
    const hosts = ['localhost', 'acme.localhost', 'admin.localhost', '127.0.0.1', 'nobody.example'];
    for (const host of hosts) {
      const live = await platform.request(host).get('/health/live');
      const ready = await platform.request(host).get('/health/ready');
      expect([host, live.status, ready.status]).toEqual([host, 200, 200]);
    }
  });

  it('keeps what a tenant sells in its own store and nowhere else', async () => {
    const created = await acme.post('/api/sales/customers', { name: 'Only at Acme' });
    expect(created.status).toBe(201);
    expect(await customersIn(platform, acme)).toContain('Only at Acme');
    expect(await customersIn(platform, globex)).not.toContain('Only at Acme');
  });

  it('shows a tenant its own customers alone', async () => {
    await acme.post('/api/sales/customers', { name: 'Seen at Acme' });
    const { body } = await globex.get('/api/sales/customers');
    expect(body).toEqual({ items: [], nextCursor: null });
  });
});

/** Names of customers as they lie in the tenant's file or database, read past the program. */
async function customersIn(platform: TestPlatform, { tenant }: TenantClient): Promise<string[]> {
  const { server, engine } = platform;
  const rows =
    engine === 'sqlite'
      ? readFile(`${server.folder}/tenants/${tenant.store}.sqlite3`)
      : READERS[engine](Object.assign(new URL(server.url), { pathname: `/${tenant.store}` }).href);
  return (await rows).map(({ name }) => name);
}

const NAMES = 'SELECT name FROM customers';
const READERS = { postgres: readPostgres, mysql: readMysql };

interface Named {
  name: string;
}

async function readFile(path: string): Promise<Named[]> {
  const file = new Database(path, { readonly: true });
  try {
    return file.prepare<[], Named>(NAMES).all();
  } finally {
    file.close();
  }
}

async function readPostgres(url: string): Promise<Named[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Named>(NAMES)).rows;
  } finally {
    await client.end();
  }
}

async function readMysql(url: string): Promise<Named[]> {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(NAMES);
    return rows as Named[];
  } finally {
    await connection.end();
  }
}
