import { TxtRecords } from '@tenantry/nest/operator';
import type { DataSource } from 'typeorm';
import { CONTROL_DATA_SOURCE } from '../../../libs/tenancy/src/repository/inject-tenant-repository.js';
import {
  describeEngines,
  expectStatus,
  type HttpClient,
  OPERATOR,
  startPlatform,
  type TestPlatform,
} from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';
import { ControlTables } from '../../support/operator-audit.support.js';
import { copyStore } from '../../support/store-copies.js';

interface Change {
  readonly route: string;
  readonly action: string;
  readonly path?: () => string;
  readonly body?: () => unknown;
}

const LONG_AGO = '2020-01-01 00:00:00';
const proof = { currentPassword: OPERATOR.password };
const DOMAIN = '/api/tenants/acme/domains/shop.example.org';
/** Sign-ins change nothing of the platform. */
const SESSIONS = /^\S+ \/api\/auth\//;

/** In an order in which each finds what it needs; every changing route of the admin plane has its line. */
describeEngines(
  'The change of an operator and its line with the control database on %s',
  (engine) => {
    let platform: TestPlatform;
    let operator: HttpClient;
    let tables: ControlTables;
    let second: string;
    let copy: string;
    let migration: string;
    const records: string[] = [];

    beforeAll(async () => {
      jest.spyOn(TxtRecords.prototype, 'find').mockImplementation(async () => records);
      platform = await startPlatform({ engine });
      operator = await platform.operator();
      tables = new ControlTables(platform.app.get<DataSource>(CONTROL_DATA_SOURCE, { strict: false }));
      await platform.createTenant({ slug: 'acme' });
      copy = await copyStore(platform, 'acme', 'copy');
      const made = await expectStatus(
        201,
        operator.post('/api/operators', { email: 'second@x.test', ...proof }),
      );
      second = made.body.id;
      const { body } = await expectStatus(200, operator.post('/api/tenants/acme/migrate?wait=true'));
      migration = body.id;
    }, 300_000);
    afterAll(() => platform?.close());

    const failed = () => tables.query(`UPDATE operations SET status = 'failed' WHERE id = '${migration}'`);
    const domain = async () => {
      const { body } = await operator.get('/api/tenants/acme/domains');
      records.push(...body.items.map((item: { verification: { value: string } }) => item.verification.value));
    };
    /** A dead letter: its kind is nobody's, so that nothing runs it once it has been given back. */
    const job = '0198c3a1-7d2e-7000-8000-0000000000aa';
    const dead = () =>
      tables.query(
        `INSERT INTO jobs (id, created_at, updated_at, kind, payload, run_at, attempts, max_attempts, dead_at)
         VALUES ('${job}', '${LONG_AGO}', '${LONG_AGO}', 'nobody.knows', '{}', '${LONG_AGO}', 3, 3, '${LONG_AGO}')`,
      );
    const server = () =>
      engine === 'sqlite' ? `sqlite:${platform.server.folder}/second` : platform.server.url;
    const tenant = { name: 'B', slug: 'bolt', adminEmail: 'b@bolt.test', adminPassword: 'owner-password-1' };

    const changes: Change[] = [
      {
        route: 'POST /api/operators',
        action: 'operator.create',
        body: () => ({ email: 'third@x.test', ...proof }),
      },
      {
        route: 'PATCH /api/operators/{id}',
        action: 'operator.update',
        path: () => `/api/operators/${second}`,
        body: () => ({ name: 'Renamed', ...proof }),
      },
      {
        route: 'DELETE /api/operators/{id}',
        action: 'operator.deactivate',
        path: () => `/api/operators/${second}`,
        body: () => proof,
      },
      { route: 'POST /api/servers', action: 'server.add', body: () => ({ name: 'second', url: server() }) },
      {
        route: 'PATCH /api/servers/{name}',
        action: 'server.update',
        path: () => '/api/servers/second',
        body: () => ({ weight: 2 }),
      },
      {
        route: 'POST /api/tenants',
        action: 'tenant.create',
        path: () => '/api/tenants?wait=true',
        body: () => tenant,
      },
      {
        route: 'PATCH /api/tenants/{slug}',
        action: 'tenant.update',
        path: () => '/api/tenants/acme',
        body: () => ({ maxUsers: 7 }),
      },
      {
        route: 'POST /api/tenants/{slug}/suspend',
        action: 'tenant.suspend',
        path: () => '/api/tenants/acme/suspend',
      },
      {
        route: 'POST /api/tenants/{slug}/resume',
        action: 'tenant.resume',
        path: () => '/api/tenants/acme/resume',
      },
      {
        route: 'POST /api/tenants/{slug}/migrate',
        action: 'tenant.migrate',
        path: () => '/api/tenants/acme/migrate?wait=true',
      },
      {
        route: 'PUT /api/tenants/{slug}/connection',
        action: 'tenant.changeConnection',
        path: () => '/api/tenants/acme/connection',
        body: () => ({ databaseUrl: copy }),
      },
      {
        route: 'POST /api/tenants/{slug}/domains',
        action: 'domain.add',
        path: () => '/api/tenants/acme/domains',
        body: () => ({ domain: 'shop.example.org' }),
      },
      {
        route: 'POST /api/tenants/{slug}/domains/{domain}/verify',
        action: 'domain.verify',
        path: () => `${DOMAIN}/verify`,
      },
      {
        route: 'POST /api/tenants/{slug}/domains/{domain}/primary',
        action: 'domain.primary',
        path: () => `${DOMAIN}/primary`,
      },
      {
        route: 'DELETE /api/tenants/{slug}/domains/{domain}',
        action: 'domain.remove',
        path: () => DOMAIN,
      },
      {
        route: 'POST /api/jobs/{id}/retry',
        action: 'job.retry',
        path: () => `/api/jobs/${job}/retry`,
      },
      {
        route: 'POST /api/operations/{id}/retry',
        action: 'operation.retry',
        path: () => `/api/operations/${migration}/retry`,
      },
      {
        route: 'POST /api/operations/{id}/cancel',
        action: 'operation.cancel',
        path: () => `/api/operations/${migration}/cancel`,
      },
    ];

    const settled = () =>
      tables.query('SELECT COUNT(*) AS open FROM operations WHERE active_tenant_id IS NOT NULL');
    const calmed = async (): Promise<void> => {
      for (;;) {
        const [{ open }] = (await settled()) as [{ open: string | number }];
        if (Number(open) === 0) return;
      }
    };

    it.each(changes)('are one: $route changes nothing without it', async ({ route, action, path, body }) => {
      const [method = '', pattern = ''] = route.split(' ');
      const send = () => operator.send(method, path?.() ?? pattern, { body: body?.() });
      await calmed();
      if (pattern.includes('/operations/')) await failed();
      if (pattern.includes('{domain}')) await domain();
      if (pattern.includes('/jobs/')) await dead();
      const before = await tables.rows();
      const refused = await tables.withoutLines(send);
      expect(refused.status).toBeGreaterThanOrEqual(500);
      expect(await tables.rows()).toEqual(before);
      const lines = await tables.lines();
      const done = await send();
      expect(done.status).toBeLessThan(300);
      expect((await tables.lines()).slice(lines.length)).toMatchObject([{ action }]);
    });

    it('are one on every route that changes something', async () => {
      const { body } = await expectStatus(200, operator.get('/docs-json'));
      const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      const changing = routes.filter((route) => !route.startsWith('GET ') && !SESSIONS.test(route));
      expect(changes.map(({ route }) => route).toSorted()).toEqual(changing.toSorted());
    });

    it.each<[string, string[]]>([
      ['operator create', ['operator', 'create', 'cli@x.test']],
      ['operator reset-password', ['operator', 'reset-password', 'operator@tenantry.test']],
      ['server add', ['server', 'add', 'third', 'URL']],
      ['server update', ['server', 'update', 'second', '--weight', '5']],
      ['tenant create', ['tenant', 'create', 'C', 'clay', 'c@clay.test']],
      ['tenant update', ['tenant', 'update', 'acme', '--max-users', '9']],
      ['tenant suspend', ['tenant', 'suspend', 'acme']],
      ['tenant resume', ['tenant', 'resume', 'acme']],
      ['tenant domains add', ['tenant', 'domains', 'add', 'acme', 'cli.example.org']],
      ['tenant migrate', ['tenant', 'migrate']],
      ['tenant seed', ['tenant', 'seed', 'acme']],
      ['tenant sql --write', ['tenant', 'sql', 'acme', "UPDATE customers SET name = 'x'", '--write']],
      ['tenant shell', ['tenant', 'shell', 'acme']],
    ])('are one by the command line: %s changes nothing without it', async (_name, words) => {
      const argv = words.map((word) => (word === 'URL' ? server() : word));
      await calmed();
      const before = await tables.rows();
      const run = await tables.withoutLines(() => cli(argv, { env: platform.env, stdin: '' }));
      expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('no line is written today')]);
      expect(await tables.rows()).toEqual(before);
    });
  },
  ['sqlite', 'postgres'],
);
