import {
  FleetMigration,
  OperationRunner,
  StoreLocator,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import {
  describeEngines,
  startPostgres,
  type PostgresServer,
  throwawayServer,
  type ThrowawayServer,
  useThrowawayServer,
} from '@tenantry/nest/testing';
import { Client } from 'pg';
import { openControlDatabase } from '../../libs/tenancy/src/catalog/control-database.js';
import { LibraryProgram, newTenant, Note, Notes } from '../lifecycle/library-program.js';

async function create(program: LibraryProgram, slug: string): Promise<void> {
  const { operationId } = await program.get(TenantCreator).create(newTenant(slug));
  await program.get(OperationRunner).finished(operationId);
}

const urlOf = async (program: LibraryProgram, slug: string): Promise<URL> =>
  new URL(await program.get(StoreLocator).storeUrl(await program.get(TenantCatalog).get(slug)));

const noteIn = (program: LibraryProgram, slug: string): Promise<number> =>
  program.get(Tenancy).run(slug, async () => {
    const { repository } = program.get(Notes);
    await repository.insert(Object.assign(new Note(), { text: 'written' }));
    return repository.count();
  });

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Most local servers trust whoever knocks: passwords are shown on one that asks for them. */
describe('a server that checks passwords', () => {
  let postgres: PostgresServer;
  let server: ThrowawayServer;

  beforeAll(async () => {
    postgres = await startPostgres();
    server = await throwawayServer('postgres', postgres.url);
  });
  afterAll(async () => {
    await server?.drop();
    await postgres?.stop();
  });

  it.each(['database', 'schema', 'row'] as const)(
    'lets a tenant by %s in by its password',
    async (isolation) => {
      const controlUrl = await server.createDatabase(`control_${isolation}`);
      const prefix = `${server.prefix}${isolation}_`;
      const program = await LibraryProgram.start({ server, controlUrl, stores: { isolation, prefix } });
      await create(program, 'acme');
      expect(await noteIn(program, 'acme')).toBe(1);
      const url = await urlOf(program, 'acme');
      url.password = 'wrong';
      await expect(execute(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
      await program.close();
    },
  );

  it('says clearly what right its provisioning user lacks', async () => {
    await execute(postgres.url, "CREATE ROLE maker LOGIN CREATEDB PASSWORD 'made'");
    const url = new URL(postgres.url);
    Object.assign(url, { username: 'maker', password: 'made' });
    const controlUrl = await server.createDatabase('control_maker');
    const program = await LibraryProgram.start({ server, controlUrl, stores: { serverUrl: url.href } });
    await expect(create(program, 'poor')).rejects.toMatchObject({ code: 'server_rights_missing' });
    await program.close();
  });

  it.each(['database', 'schema', 'row'] as const)(
    'is provisioned by %s without a superuser, by CREATEDB and CREATEROLE alone',
    async (isolation) => {
      const user = `provider_${isolation}`;
      await execute(postgres.url, `CREATE ROLE ${user} LOGIN CREATEDB CREATEROLE PASSWORD 'made'`);
      const url = new URL(postgres.url);
      Object.assign(url, { username: user, password: 'made' });
      const controlUrl = await server.createDatabase(`control_by_${isolation}`);
      const stores = { serverUrl: url.href, isolation, prefix: `${server.prefix}by_${isolation}_` };
      const program = await LibraryProgram.start({ server, controlUrl, stores });
      await create(program, 'acme');
      await create(program, 'globex');
      expect([await noteIn(program, 'acme'), await noteIn(program, 'globex')]).toEqual([1, 1]);
      const { admin, store } = await program
        .get(StoreLocator)
        .place(await program.get(TenantCatalog).get('acme'));
      await admin.drop(store);
      expect(await admin.inspect(store)).toEqual({ kind: 'missing' });
      expect(await noteIn(program, 'globex')).toBe(2);
      await program.close();
    },
  );
});

describeEngines('a tenant of before there were roles, on %s', (engine) => {
  const server = useThrowawayServer(engine);

  it('gets one by the next migration, and none where there are no users', async () => {
    const controlUrl = await server().createControl();
    const program = await LibraryProgram.start({ server: server(), controlUrl });
    await create(program, 'old');
    const control = openControlDatabase({
      url: controlUrl,
      entities: [],
      migrations: [],
      acquireTimeoutMs: 1_000,
      statementTimeoutMs: 1_000,
    });
    await control.query('UPDATE tenants SET credentials_encrypted = NULL');
    await control.destroy();
    const fleet = program.get(FleetMigration);
    expect(await fleet.behind()).toEqual(engine === 'sqlite' ? [] : ['old']);
    const before = await program.get(StoreLocator).storeUrl(await program.get(TenantCatalog).get('old'));
    expect(before).not.toContain('//t_');
    await fleet.run();
    expect(await fleet.behind()).toEqual([]);
    const after = await program.get(StoreLocator).storeUrl(await program.get(TenantCatalog).get('old'));
    expect(after.includes('//t_')).toBe(engine !== 'sqlite');
    expect(await noteIn(program, 'old')).toBe(1);
    await program.close();
  });
});
