import { Agent } from 'node:http';
import { Random } from '../../src/seed/random.js';
import {
  startPlatform,
  TEST_STORES,
  type Json,
  type TenantClient,
  type TestPlatform,
} from '../support/index.js';

const TENANTS = 50;
const CLIENTS = 64;
const REQUESTS_PER_CLIENT = 40;
const ROWS_PER_TENANT = 3;

/** What the load saw that it must never see. */
interface Findings {
  readonly foreign: string[];
  readonly unexpected: string[];
  aborted: number;
  refused: number;
}

describe.each(TEST_STORES)(
  `${TENANTS} tenants and ${CLIENTS} parallel clients on %s by %s`,
  (engine, isolation) => {
    let platform: TestPlatform;
    let tenants: [TenantClient, TenantClient, ...TenantClient[]];

    beforeAll(async () => {
      // Far fewer connections than tenants: stores are closed and opened again all the time.
      const env = {
        CONNECTION_BUDGET: '8',
        CONNECTIONS_PER_TENANT: '2',
        CONNECTION_ACQUIRE_TIMEOUT_MS: '20000',
        TENANT_ISOLATION: isolation,
      };
      platform = await startPlatform({ engine, env });
      tenants = (await makeTenants(platform)) as typeof tenants;
    }, 90_000);

    afterAll(() => platform?.close(), 60_000);

    it('show no client a row of another tenant, with failing handlers and aborted clients among them', async () => {
      const findings: Findings = { foreign: [], unexpected: [], aborted: 0, refused: 0 };
      const clients = Array.from({ length: CLIENTS }, (_, seed) =>
        runClient(tenants, new Random(seed), findings),
      );
      await Promise.all(clients);
      expect(findings.foreign).toEqual([]);
      expect(findings.unexpected).toEqual([]);
      expect(findings.aborted).toBeGreaterThan(0);
      expect(findings.refused).toBeGreaterThan(0);
    }, 90_000);

    it('leave every tenant served, so that no lease was lost', async () => {
      for (const tenant of tenants) {
        const { status, body } = await tenant.get('/api/sales/customers?limit=100');
        expect({ status, foreign: foreignTo(tenant, body) }).toEqual({ status: 200, foreign: [] });
      }
    }, 60_000);

    it('get their own rows when A, B, A take turns on one keep-alive socket', async () => {
      const agent = new CountingAgent({ keepAlive: true, maxSockets: 1 });
      const [a, b] = tenants;
      const seen: string[] = [];
      for (const tenant of [a, b, a, b, a]) {
        const { body } = await tenant.over(agent).get('/api/sales/customers?limit=100');
        seen.push(...foreignTo(tenant, body), tenant.slug);
      }
      agent.destroy();
      expect(seen).toEqual([a.slug, b.slug, a.slug, b.slug, a.slug]);
      expect(agent.opened).toBe(1);
    });

    it('refuse the token of A on the host of B, also right after B was served on the same socket', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const [a, b] = tenants;
      await b.over(agent).get('/api/sales/customers');
      const { status, body } = await b.over(agent).as(a.token).get('/api/sales/customers');
      agent.destroy();
      expect([status, body.code]).toEqual([403, 'tenant_mismatch']);
    });
  },
);

class CountingAgent extends Agent {
  opened = 0;
  override createConnection(
    ...input: Parameters<Agent['createConnection']>
  ): ReturnType<Agent['createConnection']> {
    this.opened += 1;
    return super.createConnection(...input);
  }
}

/** Same codes and names in every tenant but for the slug in front: rows differ by nothing else. */
async function makeTenants(platform: TestPlatform): Promise<TenantClient[]> {
  const slugs = Array.from({ length: TENANTS }, (_, index) => `t-${String(index).padStart(2, '0')}`);
  const made: TenantClient[] = [];
  await inParallel(4, slugs, async (slug) => {
    const tenant = await platform.createTenant({ slug });
    for (let row = 0; row < ROWS_PER_TENANT; row += 1) {
      await tenant.post('/api/sales/customers', { code: `C-${row}`, name: `${slug} customer ${row}` });
    }
    made.push(tenant);
  });
  return made;
}

async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

async function runClient(
  tenants: readonly TenantClient[],
  random: Random,
  findings: Findings,
): Promise<void> {
  for (let request = 0; request < REQUESTS_PER_CLIENT; request += 1) {
    const tenant = tenants[Math.floor(random.next() * tenants.length)] as TenantClient;
    const kind = random.next();
    if (kind < 0.7) await list(tenant, findings);
    else if (kind < 0.8) await createAndRead(tenant, findings);
    else if (kind < 0.9) await fail(tenant, findings);
    else await abort(tenant, findings);
  }
}

async function list(tenant: TenantClient, findings: Findings): Promise<void> {
  const { status, body } = await tenant.get('/api/sales/customers?limit=100');
  if (status !== 200 || body.items.length < ROWS_PER_TENANT) note(findings, tenant, { status, body });
  else findings.foreign.push(...foreignTo(tenant, body));
}

async function createAndRead(tenant: TenantClient, findings: Findings): Promise<void> {
  const created = await tenant.post('/api/sales/customers', { name: `${tenant.slug} new` });
  if (created.status !== 201) return note(findings, tenant, created);
  const { status, body } = await tenant.get(`/api/sales/customers/${created.body.id}`);
  if (status !== 200) note(findings, tenant, { status, body });
  else findings.foreign.push(...foreignTo(tenant, { items: [body] }));
}

/** A handler that fails inside the database: the code is taken. */
async function fail(tenant: TenantClient, findings: Findings): Promise<void> {
  const { status, body } = await tenant.post('/api/sales/customers', { code: 'C-0', name: 'taken' });
  if (status === 409) findings.refused += 1;
  else note(findings, tenant, { status, body });
}

/** A client that goes away while its handler is at work. */
async function abort(tenant: TenantClient, findings: Findings): Promise<void> {
  const gone = new AbortController();
  const pending = tenant.get('/api/sales/customers?limit=100', { signal: gone.signal });
  setImmediate(() => setImmediate(() => gone.abort()));
  await pending.catch(() => (findings.aborted += 1));
}

function note(
  findings: Findings,
  tenant: TenantClient,
  { status, body }: { status: number; body: Json },
): void {
  findings.unexpected.push(`${tenant.slug}: ${status} ${JSON.stringify(body)}`);
}

const foreignTo = (tenant: TenantClient, body: Json): string[] =>
  (body.items as { name: string }[])
    .filter(({ name }) => !name.startsWith(`${tenant.slug} `))
    .map(({ name }) => `${tenant.slug} saw "${name}"`);
