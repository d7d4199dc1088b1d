import { StoreLocator, TenantCatalog } from '@tenantry/nest/operator';
import {
  describeEngines,
  type StartedPostgres,
  startPostgres,
  type TestEngine,
  withClient,
} from '@tenantry/nest/testing';
import Database from 'better-sqlite3';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { expectStatus, type HttpClient, startPlatform, type TestPlatform } from '../../support/index.js';
import { greeter, oldPostgres, type OtherServer } from '../../support/other-servers.js';
import { serverState } from '../../support/server-state.js';
import { cli } from '../../support/cli.terminal.js';

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
  });
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

  const ownOfServer = (name: string) => Object.assign(new URL(platform.server.url), { pathname: name }).href;
  const ofServers: [string, string, () => string][] = [
    ['its server is too old', 'server_too_old', () => at('old')],
    ['MariaDB answers in place of PostgreSQL', 'engine_mismatch', () => at('mariadb')],
    ['nobody answers', 'server_unreachable', () => `postgresql://somebody:${SECRET}@127.0.0.1:1/acme`],
    ['its password is wrong', 'server_sign_in_refused', () => withPassword(SECRET)],
    ['its engine is unknown', 'unknown_engine', () => `oracle://somebody:${SECRET}@127.0.0.1/acme`],
    ['it is none', 'validation_failed', () => SECRET],
    ['it names a NUL', 'validation_failed', () => ownOfServer('%00')],
    ['its encoding is broken', 'validation_failed', () => ownOfServer('%zz')],
  ];
  const weakUrl = async () => {
    const name = `weak_${Date.now()}`;
    const user = platform.server.prefix + name;
    const url = await platform.server.createDatabase(name);
    await withClient(url, async (client) => {
      await client.query(`CREATE ROLE ${user} LOGIN PASSWORD '${SECRET}'`);
      await client.query(`GRANT CONNECT ON DATABASE ${user} TO ${user}`);
      await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    });
    return Object.assign(new URL(url), { username: user, password: SECRET }).href;
  };
  const ofStores: [string, string, () => string | Promise<string>][] = [
    ['its database is missing', 'database_missing', () => `${scram.url}_not`],
    ['it holds tables', 'store_not_empty', withTable],
    ['it is the store of another tenant', 'store_taken', () => storeOf('other')],
    ['it is a control database', 'store_is_control', () => platform.env['DEFAULT_DATABASE_URL'] as string],
    // Of a server of the test's own: a tenant in there would be in everybody's databases.
    ['others are copied from it', 'store_is_servers', () => scram.url.replace(/postgres$/, 'template1')],
    ['its user may make no tables', 'store_rights_missing', weakUrl],
    ['its name has capitals and hyphens', 'validation_failed', () => ownOfServer('sales_Upper-1')],
    ['its name has spaces', 'validation_failed', () => ownOfServer('sales_we ird')],
    ['it is for the upkeep of the server', 'store_is_servers', () => scram.url],
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
    return [rows, answers.map(({ body }) => ({ ...body, latencyMs: null, sizeBytes: null }))];
  };
  const tenant = { name: 'New', slug: 'new', adminEmail: 'owner@new.test' };

  const expectRefused = async (code: string, answer: { body: { code: string } }, before: unknown) => {
    expect(answer.body.code).toBe(code);
    expect(JSON.stringify(answer.body)).not.toContain(SECRET);
    expect(await state()).toEqual(before);
  };
  const byParts = (name: string) => ['--database-host', '127.0.0.1', '--database-name', name];
  const STATUSES: Record<string, number> = {
    validation_failed: 400,
    store_not_empty: 409,
    store_taken: 409,
    store_is_control: 409,
  };
  const status = (code: string) => STATUSES[code] ?? 422;

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

  it.each(['%00', '%zz'])('names adminUrl when that is the one that can not be read: %s', async (name) => {
    const urls = { databaseUrl: await storeOf('acme'), adminUrl: ownOfServer(name) };
    const { body } = await expectStatus(400, operator.put('/api/tenants/acme/connection', urls));
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'adminUrl' }] });
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
      'tenant create',
      'validation_failed',
      () => ['tenant', 'create', 'New', 'new', 'a@new.test', ...byParts('sales_Upper-1')],
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

const NEW = { name: 'New', slug: 'new', adminEmail: 'owner@new.test' };
const STRANGER = '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10';

/** Where the store of a new tenant would stand by itself, on the default server or one that is named. */
describe('The place of a new tenant that somebody else has', () => {
  let platform: TestPlatform;
  let operator: HttpClient;

  const start = async (engine: TestEngine) => {
    platform = await startPlatform({ engine });
    operator = await platform.operator();
  };
  const store = () => `${platform.server.prefix}new`;

  /** What operators see; the databases and roles of a server of PostgreSQL. */
  const state = async (url?: string) => {
    const lists = ['/api/tenants', '/api/operations', '/api/audit', '/api/servers'];
    const answers = await Promise.all(lists.map(async (path) => (await operator.get(path)).body));
    if (url === undefined) return answers;
    return withClient(url, async (client) => [answers, await serverState(client, platform.server.prefix)]);
  };

  /** By every door; the slug stays free. */
  const expectRefused = async (
    [status, code]: [number, string],
    wish: { isolation?: string; server?: string },
    url?: string,
  ) => {
    const before = await state(url);
    const { body } = await expectStatus(status, operator.post('/api/tenants?wait=true', { ...NEW, ...wish }));
    expect(body.code).toBe(code);
    const options = Object.entries(wish).flatMap(([name, value]) => [`--${name}`, value]);
    const argv = ['tenant', 'create', NEW.name, NEW.slug, NEW.adminEmail, ...options, '--json'];
    const run = await cli(argv, { env: platform.env });
    expect([run.code, JSON.parse(run.stderr).code]).toEqual([3, code]);
    await expectStatus(404, operator.get(`/api/tenants/${NEW.slug}`));
    expect(await state(url)).toEqual(before);
  };
  const expectMade = (wish: object) =>
    expectStatus(201, operator.post('/api/tenants?wait=true', { ...NEW, ...wish }));

  describe('on PostgreSQL', () => {
    let scram: StartedPostgres;
    let old: OtherServer;
    beforeAll(async () => {
      await start('postgres');
      scram = await startPostgres();
      old = await oldPostgres('14.10');
      await expectStatus(201, operator.post('/api/servers', { name: 'second', url: scram.url }));
      const url = `postgresql://somebody:${SECRET}@${old.address}`;
      await expectStatus(201, operator.post('/api/servers', { name: 'old', url, capacity: 1 }));
    });
    afterAll(async () => {
      await platform?.close();
      await scram?.stop();
      await old?.close();
    });

    const at = (database: string, url = platform.server.url) =>
      Object.assign(new URL(url), { pathname: `/${database}` }).href;
    const sql = (database: string, text: string, url?: string) =>
      withClient(at(database, url), (client) => client.query(text));

    it.each([['the default server', 'default'] as const, ['a server that is named', 'second'] as const])(
      'is refused when its database is there on %s',
      async (_what, server) => {
        const url = server === 'second' ? scram.url : platform.server.url;
        await sql('postgres', `CREATE DATABASE ${store()}`, url);
        await sql(store(), 'CREATE TABLE somebodys (id int)', url);
        await expectRefused([409, 'store_not_empty'], { isolation: 'database', server }, url);
        await sql(store(), 'CREATE TABLE tenantry_store (tenant_id varchar(36)); DROP TABLE somebodys', url);
        await sql(store(), `INSERT INTO tenantry_store VALUES ('${STRANGER}')`, url);
        await expectRefused([409, 'store_taken'], { isolation: 'database', server }, url);
        await sql('postgres', `DROP DATABASE ${store()}`, url);
      },
    );

    it('is refused when the database that tenants would share is there, and made once it is gone', async () => {
      const shared = `${platform.server.prefix}shared`;
      await sql('postgres', `CREATE DATABASE ${shared}`, scram.url);
      await sql(shared, 'CREATE TABLE somebodys (id int)', scram.url);
      for (const isolation of ['schema', 'row'])
        await expectRefused([409, 'store_not_empty'], { isolation, server: 'second' }, scram.url);
      await sql('postgres', `DROP DATABASE ${shared}`, scram.url);
      await expectMade({ isolation: 'row', server: 'second' });
    });

    it('is refused when its schema is there, or its name among the rows', async () => {
      const server = 'default';
      await platform.createTenant({ slug: 'acme', isolation: 'schema', server });
      const shared = `${platform.server.prefix}shared`;
      const wish = { ...NEW, slug: 'newer', server };
      const before = await state(platform.server.url);
      await sql(shared, `CREATE SCHEMA ${store()}er; CREATE TABLE ${store()}er.somebodys (id int)`);
      await sql(shared, `INSERT INTO public.tenantry_store VALUES ('${STRANGER}', '${store()}er')`);
      for (const [isolation, code] of [
        ['schema', 'store_not_empty'],
        ['row', 'store_taken'],
      ]) {
        const { body } = await expectStatus(
          409,
          operator.post('/api/tenants', { ...wish, isolation: isolation! }),
        );
        expect(body.code).toBe(code);
      }
      expect(await state(platform.server.url)).toEqual(before);
    });

    it('is refused by row on a server that is too old for that', async () => {
      const before = await state();
      const wish = { ...NEW, slug: 'newest', isolation: 'row', server: 'old' };
      const { body } = await expectStatus(422, operator.post('/api/tenants', wish));
      expect(body).toMatchObject({
        code: 'server_too_old',
        detail: expect.stringContaining('PostgreSQL 15'),
      });
      expect(await state()).toEqual(before);
    });
  });

  describe('on SQLite', () => {
    beforeAll(() => start('sqlite'));
    afterAll(() => platform?.close());

    it('is refused when its file is there, whatever is in it, and made once it is gone', async () => {
      const folder = `${platform.server.folder}/tenants`;
      const path = `${folder}/${store()}.sqlite3`;
      await mkdir(folder, { recursive: true });
      await writeFile(path, 'My diary. Nobody may write here but me.'.repeat(100));
      await expectRefused([409, 'store_not_empty'], {});
      await rm(path);
      await symlink('/etc/hostname', path);
      await expectRefused([409, 'store_not_empty'], {});
      await rm(path);
      new Database(path).exec('CREATE TABLE somebodys (id int)').close();
      await expectRefused([409, 'store_not_empty'], {});
      await rm(path);
      await expectMade({});
    });
  });

  describeEngines(
    'on %s',
    () => {
      beforeAll(() => start('mysql'));
      afterAll(() => platform?.close());

      it.each(['mysql', 'sys', 'information_schema', 'performance_schema'])(
        'is refused when it is the own %s of the server',
        async (name) => {
          const databaseUrl = Object.assign(new URL(platform.server.url), { pathname: name }).href;
          const { body } = await expectStatus(422, operator.post('/api/tenants', { ...NEW, databaseUrl }));
          expect(body.code).toBe('store_is_servers');
          await expectStatus(404, operator.get(`/api/tenants/${NEW.slug}`));
        },
      );

      it('is refused when its database is there, and made once it is gone', async () => {
        const server = await createConnection(platform.server.url);
        await server.query(`CREATE DATABASE ${store()}`);
        await server.query(`CREATE TABLE ${store()}.somebodys (id int)`);
        await expectRefused([409, 'store_not_empty'], {});
        await server.query(`DROP DATABASE ${store()}`);
        await server.end();
        await expectMade({});
      });
    },
    ['mysql'],
  );
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

describe('A store that the environment names', () => {
  let platform: TestPlatform;
  const env = { TENANT_NEW_DATABASE_URL: 'postgresql://127.0.0.1/x' };
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres' });
    env.TENANT_NEW_DATABASE_URL = await platform.server.createDatabase('named');
  });
  afterAll(() => platform?.close());

  const create = (argv: string[]) =>
    cli(['tenant', 'create', NEW.name, NEW.slug, NEW.adminEmail, ...argv, '--json'], {
      env: { ...platform.env, ...env },
    });

  it('is that of the tenant, so that no other can be given with it', async () => {
    const other = await platform.server.createDatabase('other');
    const { code, stderr } = await create(['--database-url', other]);
    expect([code, JSON.parse(stderr).code]).toEqual([3, 'connection_fixed']);
    const operator = await platform.operator();
    await expectStatus(404, operator.get(`/api/tenants/${NEW.slug}`));
  });

  it('is unavailable, as an answer, where the program was started without the setting', async () => {
    expect(await create([])).toMatchObject({ code: 0 });
    const operator = await platform.operator();
    const { body } = await expectStatus(200, operator.get(`/api/tenants/${NEW.slug}/connection`));
    expect(body).toMatchObject({ host: null, source: 'catalog', status: 'unavailable', latencyMs: null });
    expect(body.error).toContain("can't be reached");
  });
});
