import { Tenancy } from '@tenantry/nest';
import { TenantCatalog } from '@tenantry/nest/operator';
import {
  expectStatus,
  type HttpClient,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';
import { adminUrlOf, copyStore, freshUrl, inDatabase } from '../../support/store-copies.js';

const PATH = '/api/tenants/acme/connection';
const NOWHERE = 'postgresql://somebody:geheim@127.0.0.1:1/nowhere';

describe.each(TEST_ENGINES)('PUT /api/tenants/:slug/connection on %s', (engine) => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let acme: TenantClient;
  let copy: string;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    operator = await platform.operator();
    acme = await platform.createTenant({ slug: 'acme' });
    await platform.createTenant({ slug: 'other' });
    await expectStatus(201, acme.post('/api/sales/customers', { name: 'Original' }));
    copy = await copyStore(platform, 'acme', 'copy');
    await inDatabase(engine, copy, async (run) => void (await run("UPDATE customers SET name = 'Copied'")));
  }, 300_000);
  afterAll(() => platform?.close());

  const names = async (): Promise<string[]> => {
    const { body } = await expectStatus(200, acme.get('/api/sales/customers'));
    return body.items.map(({ name }: { name: string }) => name);
  };
  const onServer = engine !== 'sqlite';
  const changed = (url: string, change: (url: URL) => void): string => {
    const target = new URL(url);
    change(target);
    return target.href;
  };

  const refusals: [string, string, number, () => Promise<object> | object][] = [
    ['nobody answers', 'server_unreachable', 422, () => ({ databaseUrl: NOWHERE })],
    ['the engine is unknown', 'unknown_engine', 422, () => ({ databaseUrl: 'oracle://u:p@127.0.0.1/acme' })],
    [
      'the engine of the parts is unknown',
      'unknown_engine',
      422,
      () => ({ engine: 'db2', host: 'h', name: 'n' }),
    ],
    ['nothing is named', 'validation_failed', 400, () => ({})],
    ['URL and parts are given', 'validation_failed', 400, () => ({ databaseUrl: NOWHERE, host: 'h' })],
    ['the host is none', 'validation_failed', 400, () => ({ host: 'h/../x?y', name: 'n' })],
    [
      'a parameter is for the driver',
      'validation_failed',
      400,
      () => ({ databaseUrl: `${NOWHERE}?sslcert=/x` }),
    ],
    [
      'the certificate is none',
      'validation_failed',
      400,
      () => ({ databaseUrl: NOWHERE, tls: { mode: 'require', ca: 'x' } }),
    ],
    [
      'the mode of TLS is none',
      'validation_failed',
      400,
      () => ({ databaseUrl: NOWHERE, tls: { mode: 'maybe' } }),
    ],
    [
      'a file of the machine is named',
      'validation_failed',
      400,
      () => ({ databaseUrl: 'sqlite:/etc/passwd.sqlite3' }),
    ],
    [
      'the database is missing',
      'database_missing',
      422,
      async () => ({
        databaseUrl: onServer
          ? changed(copy, (url) => (url.pathname += '_not'))
          : await freshUrl(platform, 'not'),
      }),
    ],
    [
      'the store is marked as the tenant of somebody else',
      'store_taken',
      409,
      async () => {
        return { databaseUrl: await adminUrlOf(platform, 'other') };
      },
    ],
    [
      'the database is empty',
      'store_unmarked',
      409,
      async () => {
        const databaseUrl = await freshUrl(platform, 'empty');
        await inDatabase(engine, databaseUrl, async (run) => void (await run('SELECT 1')));
        if (!onServer)
          await inDatabase(engine, databaseUrl, async (run) => void (await run('PRAGMA user_version = 1')));
        return { databaseUrl };
      },
    ],
    [
      'somebody has tables there',
      'store_unmarked',
      409,
      async () => {
        const databaseUrl = await freshUrl(platform, 'strange');
        await inDatabase(engine, databaseUrl, async (run) => void (await run('CREATE TABLE t (id int)')));
        return { databaseUrl };
      },
    ],
  ];
  const ofServers: typeof refusals = [
    [
      'the user is unknown',
      'server_sign_in_refused',
      422,
      () => ({
        databaseUrl: changed(copy, (url) => Object.assign(url, { username: 'nobody_x', password: 'geheim' })),
      }),
    ],
    [
      'the server has no TLS for it',
      'server_tls_refused',
      422,
      () => ({
        databaseUrl: copy,
        tls: { mode: 'verify-ca' },
      }),
    ],
  ];
  const ofPostgres: typeof refusals = [
    [
      'it is a control database',
      'store_is_control',
      409,
      () => ({
        databaseUrl: platform.env['DEFAULT_DATABASE_URL'] as string,
      }),
    ],
  ];

  it.each([...refusals, ...(onServer ? ofServers : []), ...(engine === 'postgres' ? ofPostgres : [])])(
    'changes nothing when %s (%s)',
    async (_what, code, status, input) => {
      const before = await platform.app.get(TenantCatalog).getRow('acme');
      const { body } = await expectStatus(status, operator.put(PATH, await input()));
      expect(body.code).toBe(code);
      expect(JSON.stringify(body)).not.toContain('geheim');
      expect(await platform.app.get(TenantCatalog).getRow('acme')).toEqual(before);
    },
  );

  it('refuses a stale version, and a tenant that has no store', async () => {
    const stale = await expectStatus(409, operator.put(PATH, { databaseUrl: copy, version: 99 }));
    expect(stale.body.code).toBe('version_conflict');
    await expectStatus(404, operator.put('/api/tenants/nobody/connection', { databaseUrl: copy }));
    expect(await names()).toEqual(['Original']);
  });

  it('asks for the region of a tenant whose data must stay in one', async () => {
    await platform.app.get(TenantCatalog).update('acme', { region: 'eu' });
    const refused = await expectStatus(422, operator.put(PATH, { databaseUrl: copy, region: 'us' }));
    expect(refused.body.code).toBe('region_mismatch');
    await platform.app.get(TenantCatalog).update('acme', { region: null });
  });

  it('leads new work to the copy at once, while a running transaction ends where it began', async () => {
    const tenancy = platform.app.get(Tenancy);
    const inTransaction = await tenancy.run('acme', () =>
      tenancy.dataSource().transaction(async (manager) => {
        await manager.query("UPDATE customers SET name = 'Begun before'");
        const { body } = await expectStatus(200, operator.put(PATH, { databaseUrl: copy }));
        expect(body).toMatchObject({ engine, source: 'catalog', status: 'ok' });
        expect(body.database).toContain('copy');
        expect(await names()).toEqual(['Copied']);
        return manager.query('SELECT name FROM customers');
      }),
    );
    expect(inTransaction).toEqual([{ name: 'Begun before' }]);
    expect(await names()).toEqual(['Copied']);
    const { body } = await expectStatus(200, operator.get('/api/tenants/acme'));
    expect(body).toMatchObject({ server: 'own', isolation: 'database', engine });
  });

  it('is written to the audit log without the password', async () => {
    const { body } = await expectStatus(200, operator.get('/api/audit?action=tenant.changeConnection'));
    expect(body.items[0]).toMatchObject({ entity: 'tenant', entityId: 'acme', actor: { kind: 'operator' } });
    expect(JSON.stringify(body)).not.toMatch(/:\/\/(?!\[hidden\])[^"]*@/);
  });

  it('is seen by a running server when the command line changes it', async () => {
    const back = await copyStore(platform, 'acme', 'back');
    await inDatabase(engine, back, async (run) => void (await run("UPDATE customers SET name = 'Back'")));
    const argv = ['tenant', 'connection', 'acme', '--database-url', back, '--json'];
    const { code, stdout, stderr } = await cli(argv, { env: platform.env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ engine, status: 'ok' });
    await until(async () => (await names())[0] === 'Back');
  });

  it('is refused by the command line with 3 and the code of the API', async () => {
    const argv = ['tenant', 'connection', 'acme', '--database-url', NOWHERE, '--json'];
    const { code, stderr } = await cli(argv, { env: platform.env });
    expect({ code, problem: JSON.parse(stderr) }).toMatchObject({
      code: 3,
      problem: { code: 'server_unreachable' },
    });
    expect(stderr).not.toContain('geheim');
  });

  it('is refused where the environment names the store', async () => {
    const env = { ...platform.env, TENANT_ACME_DATABASE_URL: copy };
    const { code, stderr } = await cli(['tenant', 'connection', 'acme', '--database-url', copy, '--json'], {
      env,
    });
    expect({ code, problem: JSON.parse(stderr) }).toMatchObject({
      code: 3,
      problem: { code: 'connection_fixed' },
    });
  });
});

/** The server hears of another process's change within its polling time. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await condition())) if (Date.now() > end) throw new Error('The condition never came true.');
}
