import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeEngines, expectStatus, startPlatform, type TestPlatform } from '../../support/index.js';

const TOKEN = 'a-token-for-those-who-scrape';

describeEngines(
  'The metrics of a program on %s',
  (engine) => {
    let platform: TestPlatform;

    beforeAll(async () => {
      platform = await startPlatform({ engine, env: { METRICS_TOKEN: TOKEN, CONNECTION_BUDGET: '4' } });
      const acme = await platform.createTenant({ slug: 'acme' });
      await expectStatus(200, acme.get('/api/sales/customers'));
      await expectStatus(404, acme.get('/api/sales/customers/018f0000-0000-7000-8000-000000000000'));
      await expectStatus(404, acme.get('/api/nothing-here'));
    });
    afterAll(() => platform?.close());

    const admin = (token?: string) => platform.request('admin.localhost').as(token);
    const scrape = async (): Promise<string> =>
      (await expectStatus<string>(200, admin(TOKEN).get<string>('/metrics'))).body;

    /** The value of the only line that begins with this name and has all these labels. */
    async function valueOf(name: string, labels: Record<string, string> = {}): Promise<number> {
      const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
      const lines = (await scrape())
        .split('\n')
        .filter(
          (line) => new RegExp(`^${name}[{ ]`).test(line) && wanted.every((label) => line.includes(label)),
        );
      expect(lines).toHaveLength(1);
      return Number(lines[0]?.split(' ').at(-1));
    }

    it('are for operators and for who has the token, on the admin host alone', async () => {
      expect(await admin().get('/metrics')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(await admin(`${TOKEN}x`).get('/metrics')).toMatchObject({ status: 401 });
      expect(await platform.request('acme.localhost').as(TOKEN).get('/metrics')).toMatchObject({
        status: 404,
      });
      const { token } = await platform.operator();
      expect(await admin(token).get('/metrics')).toMatchObject({ status: 200 });
      expect(await admin(TOKEN).get('/api/metrics')).toMatchObject({ status: 200 });
    });

    it('come in the format of Prometheus', async () => {
      const { headers, raw } = await admin(TOKEN).get('/metrics');
      expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
      const lines = raw.toString('utf8').split('\n');
      const wrong = lines.filter(
        (line) => line && !/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? (-?[\d.e+-]+|nan))$/i.test(line),
      );
      expect(wrong).toEqual([]);
      const series = lines
        .filter((line) => line && !line.startsWith('#'))
        .map((line) => line.replace(/ \S+$/, ''));
      expect(new Set(series).size).toBe(series.length);
    });

    it('show the connections, their budget and where they lead', async () => {
      expect(await valueOf('tenantry_connections_budget')).toBe(4);
      expect(await valueOf('tenantry_connections_open')).toBeGreaterThan(0);
      expect(await valueOf('tenantry_connections_leased')).toBe(0);
      expect(await valueOf('tenantry_leases')).toBe(0);
      expect(await valueOf('tenantry_connection_opens_total')).toBeGreaterThan(0);
      const servers = { sqlite: 'files', postgres: ':5432', mysql: ':3306' };
      expect(await scrape()).toMatch(
        new RegExp(`tenantry_server_connections_open\\{server="[^"]*${servers[engine].slice(1)}"\\} [1-9]`),
      );
    });

    it('show how long callers waited for a connection', async () => {
      const served = await valueOf('tenantry_connection_wait_seconds_count');
      expect(served).toBeGreaterThan(0);
      expect(await valueOf('tenantry_connection_wait_seconds_bucket', { le: '+Inf' })).toBe(served);
    });

    it('show requests by the pattern of their route, their plane and how they ended', async () => {
      const count = (labels: Record<string, string>) =>
        valueOf('tenantry_http_request_duration_seconds_count', {
          method: 'GET',
          plane: 'tenant',
          ...labels,
        });
      expect(await count({ route: '/api/sales/customers', status: '2xx' })).toBe(1);
      expect(await count({ route: '/api/sales/customers/:id', status: '4xx' })).toBe(1);
      expect(await count({ route: 'none', status: '4xx' })).toBeGreaterThan(0);
      expect(await scrape()).not.toContain('018f0000');
    });

    it('show whose requests they were', async () => {
      expect(await valueOf('tenantry_tenant_requests_total', { tenant: 'acme' })).toBeGreaterThan(2);
      expect(await valueOf('tenantry_tenant_leases_total', { tenant: 'acme' })).toBeGreaterThan(1);
    });

    it('show the process', async () => {
      expect(await valueOf('process_resident_memory_bytes')).toBeGreaterThan(0);
      expect(await scrape()).toContain('nodejs_eventloop_lag_p99_seconds');
    });

    it.each(['grafana-dashboard.json', 'alerts.yml'])('have every name that ops/%s uses', async (file) => {
      const used = readFileSync(join(__dirname, '../../../ops', file), 'utf8').match(
        /\b(tenantry|process|nodejs)_[a-z0-9_]+/g,
      );
      const text = await scrape();
      const known = new Set(text.match(/(?<=^# TYPE )\w+/gm));
      const unknown = (used ?? []).filter(
        (name) => !known.has(name) && !known.has(name.replace(/_(bucket|sum|count)$/, '')),
      );
      expect(used?.length).toBeGreaterThan(5);
      expect(unknown).toEqual([]);
    });
  },
  ['sqlite', 'postgres'],
);

describe('The metrics of a program without METRICS_TOKEN', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
  });
  afterAll(() => platform?.close());

  it('are for operators alone', async () => {
    for (const token of [undefined, 'undefined', '']) {
      expect((await platform.request('admin.localhost').as(token).get('/metrics')).status).toBe(401);
    }
  });
});
