import { MANY_SCHEMAS } from '@tenantry/nest/operator';
import { Client } from 'pg';
import { expectStatus, type HttpClient, startPlatform, type TestPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

const WARNING = `${MANY_SCHEMAS} schemas share a database`;

describe(`A PostgreSQL server with ${MANY_SCHEMAS} schemas`, () => {
  let platform: TestPlatform;
  let operator: HttpClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres', env: { MAX_TENANTS: '2000' } });
    operator = await platform.operator();
    await platform.createTenant({ slug: 'first', isolation: 'schema' });
  });
  afterAll(() => platform?.close());

  const inDatabase = async (name: string, sql: string) => {
    const { server } = platform;
    const client = new Client({
      connectionString: Object.assign(new URL(server.url), { pathname: `/${server.prefix}${name}` }).href,
    });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  const fill = (from: number, to: number) =>
    inDatabase(
      'shared',
      `DO $$ BEGIN FOR n IN ${from}..${to} LOOP EXECUTE 'CREATE SCHEMA filler_' || n; END LOOP; END $$`,
    );
  const run = async (...argv: string[]) => {
    const { code, stdout, stderr } = await cli(argv, { env: platform.env });
    expect(code).toBe(0);
    return { stdout, stderr };
  };
  const checked = async () => (await expectStatus(200, operator.get('/api/servers/default/check'))).body;

  it('is nothing to worry about with one less', async () => {
    await fill(2, MANY_SCHEMAS - 1);
    expect(await checked()).toMatchObject({ schemas: MANY_SCHEMAS - 1, warnings: [] });
  });

  it('is warned of when it is looked at, whoever made them', async () => {
    await fill(MANY_SCHEMAS, MANY_SCHEMAS);
    const { schemas, warnings } = await checked();
    expect([schemas, warnings]).toEqual([MANY_SCHEMAS, [expect.stringContaining(WARNING)]]);
    expect((await run('server', 'check', 'default')).stdout).toContain(WARNING);
  });

  it('is warned of in the list, and when a tenant is made there, once they are its tenants', async () => {
    const list = async () => (await expectStatus(200, operator.get('/api/servers'))).body.items[0];
    expect((await list()).warnings).toEqual([]);
    await inDatabase(
      'control',
      `INSERT INTO tenants SELECT (jsonb_populate_record(t, jsonb_build_object(
         'id', gen_random_uuid(), 'slug', 'filler-' || n, 'store', 'filler_' || n))).*
       FROM tenants t, generate_series(2, ${MANY_SCHEMAS - 1}) n WHERE slug = 'first'`,
    );
    expect(await list()).toMatchObject({ schemas: MANY_SCHEMAS - 1, warnings: [] });
    const create = ['tenant', 'create', 'Last', 'last', 'owner@last.test'];
    const { stdout } = await run(...create, '--isolation', 'schema', '--json');
    expect(JSON.parse(stdout).warnings).toEqual([expect.stringContaining(WARNING)]);
    expect((await list()).warnings).toEqual([expect.stringContaining(WARNING)]);
    const { tenant } = await platform.createTenant({ slug: 'over-http', isolation: 'schema' });
    expect(tenant.warnings).toEqual([expect.stringContaining('schemas share a database')]);
    expect((await run('server', 'list')).stdout).toContain('schemas share a database');
    const other = await run('tenant', 'create', 'Own', 'own', 'owner@own.test');
    expect(other.stdout + other.stderr).not.toContain('schemas share');
  });
});
