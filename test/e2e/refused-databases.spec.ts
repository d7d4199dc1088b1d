import { StoreLocator, TenantCatalog } from '@app/tenancy';
import { type StartedPostgres, startPostgres } from '@app/tenancy/testing';
import { Client } from 'pg';
import { expectStatus, type HttpClient, startPlatform, type TestPlatform } from '../support/index.js';
import { greeter, oldPostgres, type OtherServer } from '../support/other-servers.js';
import { cli } from './cli.terminal.js';

const MARIADB_GREETING = 'd\0\0\0\n10.11.6-MariaDB\0';
const SECRET = 'geheim';

/** By every door through which the URL of a database comes in. */
describe('The URL of a database that can not be used', () => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let scram: StartedPostgres;
  const others: Record<string, OtherServer> = {};

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres' });
    operator = await platform.operator();
    scram = await startPostgres();
    others['old'] = await oldPostgres('13.14');
    others['mariadb'] = await greeter(MARIADB_GREETING);
    for (const slug of ['acme', 'other']) await platform.createTenant({ slug });
  }, 120_000);
  afterAll(async () => {
    await platform?.close();
    await scram?.stop();
    for (const other of Object.values(others)) await other.close();
  });

  const at = (name: string) => `postgresql://somebody:${SECRET}@${others[name]!.address}/acme`;
  const withPassword = (password: string) => Object.assign(new URL(scram.url), { password }).href;
  const storeOf = async (slug: string) =>
    platform.app.get(StoreLocator).adminUrl(await platform.app.get(TenantCatalog).get(slug));
  const withTable = async () => {
    const url = await platform.server.createDatabase(`full_${Date.now()}`);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('CREATE TABLE somebodys (id int)');
    await client.end();
    return url;
  };

  const ofServers: [string, string, () => string][] = [
    ['its server is too old', 'server_too_old', () => at('old')],
    ['MariaDB answers in place of PostgreSQL', 'engine_mismatch', () => at('mariadb')],
    ['nobody answers', 'server_unreachable', () => `postgresql://somebody:${SECRET}@127.0.0.1:1/acme`],
    ['its password is wrong', 'server_sign_in_refused', () => withPassword(SECRET)],
    ['its engine is unknown', 'unknown_engine', () => `oracle://somebody:${SECRET}@127.0.0.1/acme`],
    ['it is none', 'validation_failed', () => SECRET],
  ];
  const ofStores: [string, string, () => string | Promise<string>][] = [
    ['its database is missing', 'database_missing', () => `${scram.url}_not`],
    ['it holds tables', 'store_not_empty', withTable],
    ['it is the store of another tenant', 'store_taken', () => storeOf('other')],
    ['it is a control database', 'store_is_control', () => platform.env['DEFAULT_DATABASE_URL'] as string],
  ];

  /** What operators see of tenants and servers, and the databases of the server. */
  const state = async () => {
    const client = new Client({ connectionString: platform.server.url });
    await client.connect();
    const sql = 'SELECT datname FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1';
    const { rows } = await client.query(sql, [platform.server.prefix]);
    await client.end();
    const lists = ['/api/tenants', '/api/servers', '/api/operations', '/api/tenants/acme/connection'];
    const answers = await Promise.all(lists.map((path) => operator.get(path)));
    return [rows, answers.map(({ body }) => ({ ...body, latencyMs: null }))];
  };
  const tenant = { name: 'New', slug: 'new', adminEmail: 'owner@new.test' };

  const expectRefused = async (code: string, answer: { body: { code: string } }, before: unknown) => {
    expect(answer.body.code).toBe(code);
    expect(JSON.stringify(answer.body)).not.toContain(SECRET);
    expect(await state()).toEqual(before);
  };
  const status = (code: string) =>
    code.startsWith('store') ? 409 : code === 'validation_failed' ? 400 : 422;

  it.each([...ofServers, ...ofStores])('makes no tenant when %s: %s', async (_what, code, url) => {
    const wish = { ...tenant, databaseUrl: await url() };
    const before = await state();
    await expectRefused(code, await expectStatus(status(code), operator.post('/api/tenants', wish)), before);
  });

  it.each(ofServers)('changes no connection when %s: %s', async (_what, code, url) => {
    const before = await state();
    const change = operator.put('/api/tenants/acme/connection', { databaseUrl: url() });
    await expectRefused(code, await expectStatus(status(code), change), before);
  });

  it.each(ofServers)('adds no server when %s: %s', async (_what, code, url) => {
    const before = await state();
    const wish = operator.post('/api/servers', { name: 'second', url: url() });
    await expectRefused(code, await expectStatus(status(code), wish), before);
  });

  it.each([
    [
      'tenant create',
      'server_too_old',
      () => ['tenant', 'create', 'New', 'new', 'a@new.test', '--database-url', at('old')],
    ],
    [
      'tenant create',
      'server_sign_in_refused',
      () => ['tenant', 'create', 'New', 'new', 'a@new.test', '--database-url', withPassword(SECRET)],
    ],
    [
      'tenant connection',
      'engine_mismatch',
      () => ['tenant', 'connection', 'acme', '--database-url', at('mariadb')],
    ],
    ['server add', 'server_too_old', () => ['server', 'add', 'second', at('old')]],
  ])('is refused by %s with 3 and the same code: %s', async (_command, code, argv) => {
    const before = await state();
    const run = await cli([...argv(), '--json'], { env: platform.env });
    expect(run.code).toBe(3);
    await expectRefused(code, { body: JSON.parse(run.stderr) }, before);
  });
});

describe('An isolation that an engine does not have', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
  });
  afterAll(() => platform?.close());

  it.each(['schema', 'row'])('makes no tenant by %s, over HTTP or by the command line', async (isolation) => {
    const operator = await platform.operator();
    const wish = { name: 'New', slug: 'new', adminEmail: 'owner@new.test', isolation };
    const { body } = await expectStatus(422, operator.post('/api/tenants', wish));
    expect(body).toMatchObject({ code: 'isolation_not_possible', errors: [{ path: 'isolation' }] });
    const argv = ['tenant', 'create', 'New', 'new', 'owner@new.test', '--isolation', isolation, '--json'];
    const { code, stderr } = await cli(argv, { env: platform.env });
    expect([code, JSON.parse(stderr).code]).toEqual([3, 'isolation_not_possible']);
    await expectStatus(404, operator.get('/api/tenants/new'));
  });
});
