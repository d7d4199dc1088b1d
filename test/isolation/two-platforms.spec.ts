import { FleetMigration, OperationRunner, TenantCatalog, TenantCreator } from '@tenantry/nest/operator';
import { Tenancy, type IsolationName } from '@tenantry/nest';
import { useThrowawayServer, withClient } from '@tenantry/nest/testing';
import { findings } from '../lifecycle/doctor.support.js';
import { LibraryProgram, newTenant, Notes } from '../lifecycle/library-program.js';
import { serverState } from '../support/server-state.js';

const COMMENT = 'COMMENT ON TABLE public.tenantry_store IS';

/** Two control databases, one server, one prefix: a mistake of whoever sets up the second. */
describe.each(['schema', 'row'] as const)('two platforms with tenants by %s', (isolation) => {
  const server = useThrowawayServer('postgres');
  const controls: string[] = [];
  const running: LibraryProgram[] = [];
  let first: LibraryProgram;
  let second: LibraryProgram;

  const start = async (controlUrl: string) => {
    const program = await LibraryProgram.start({ server: server(), controlUrl, stores: { isolation } });
    running.push(program);
    return program;
  };
  beforeAll(async () => {
    for (const name of ['control1', 'control2']) controls.push(await server().createDatabase(name));
    first = await start(controls[0]!);
    second = await start(controls[1]!);
    await create(first, 'a1');
  });
  afterAll(async () => {
    for (const program of running) await program.close();
  });

  const create = async (program: LibraryProgram, slug: string, more: { isolation?: IsolationName } = {}) => {
    const { operationId } = await program.get(TenantCreator).create({ ...newTenant(slug), ...more });
    await program.get(OperationRunner).finished(operationId);
  };
  const count = (program: LibraryProgram, slug: string) =>
    program.get(Tenancy).run(slug, () => program.get(Notes).repository.count());
  const shared = () => Object.assign(new URL(server().url), { pathname: `/${server().prefix}shared` }).href;
  const sql = <T = unknown>(text: string) =>
    withClient(shared(), async (client) => (await client.query(text)).rows as T[]);
  const mark = async () => {
    const text = `SELECT obj_description('public.tenantry_store'::regclass, 'pg_class') AS comment`;
    return (await sql<{ comment: string | null }>(text))[0]?.comment;
  };
  const put = (comment: string | null | undefined) => sql(`${COMMENT} ${comment ? `'${comment}'` : 'NULL'}`);
  /** All that the second one could have changed: roles and their passwords, schemas, tables, markers. */
  const state = async () => [
    await withClient(shared(), (client) => serverState(client, server().prefix)),
    await sql(`SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY 1`),
    await sql(`SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' ORDER BY 1`),
    await sql(`SELECT * FROM public.tenantry_store`),
  ];
  const platformOf = async (program: LibraryProgram) =>
    (await findings(program)).find(({ check }) => check === 'platform');

  it('do not share a database: the second one is refused before anything is made', async () => {
    const before = await state();
    await expect(create(second, 'b1')).rejects.toMatchObject({
      code: 'store_taken',
      message: expect.stringContaining('TENANT_DATABASE_PREFIX'),
    });
    expect(await second.get(TenantCatalog).find('b1')).toBeUndefined();
    expect(await state()).toEqual(before);
    await create(first, 'a2');
    expect(await count(first, 'a2')).toBe(0);
  });

  it('keep their databases of single tenants apart by the markers of those', async () => {
    await create(second, 'own', { isolation: 'database' });
    await expect(create(first, 'own', { isolation: 'database' })).rejects.toMatchObject({
      code: 'store_taken',
    });
    expect(await first.get(TenantCatalog).find('own')).toBeUndefined();
  });

  it('are told apart by doctor, which finds nothing wrong with the first', async () => {
    expect(await platformOf(first)).toMatchObject({ level: 'ok' });
  });

  describe('of which the first made its database before there were marks', () => {
    let ours: string | null | undefined;
    beforeAll(async () => {
      ours = await mark();
    });
    afterEach(() => put(ours));

    it('get a mark for it when the first knows all tenants in it', async () => {
      await put(null);
      const again = await start(controls[0]!);
      expect(await platformOf(again)).toMatchObject({ level: 'warning' });
      expect(await count(again, 'a1')).toBe(0);
      expect(await mark()).toBeNull();
      await create(again, 'a4');
      expect(await mark()).toBe(ours);
    });

    it('get none from the second, which is told how to put one', async () => {
      await put(null);
      const before = await state();
      const again = await start(controls[1]!);
      const error = await create(again, 'b2').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'store_unmarked', message: expect.stringContaining(COMMENT) });
      expect(await again.get(TenantCatalog).find('b2')).toBeUndefined();
      expect([await state(), await mark()]).toEqual([before, null]);
    });

    it('go on serving tenants that share it with strangers, and change no table', async () => {
      const stranger = '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10';
      await sql(`INSERT INTO public.tenantry_store VALUES ('${stranger}', 'stranger')`);
      await put(null);
      const again = await start(controls[0]!);
      expect(await count(again, 'a1')).toBe(0);
      const { succeeded } = await again.get(FleetMigration).run({ slugs: ['a1'] });
      await expect(create(again, 'a5')).rejects.toMatchObject({ code: 'store_unmarked' });
      const faults = await platformOf(again);
      await sql(`DELETE FROM public.tenantry_store WHERE tenant_id = '${stranger}'`);
      expect(succeeded).toEqual([]);
      expect(faults).toMatchObject({ level: 'problem', message: expect.stringContaining(stranger) });
      expect(await mark()).toBeNull();
    });
  });

  it('serve nobody from a database that carries the mark of another one', async () => {
    const ours = await mark();
    await put('tenantry platform somebody');
    const again = await start(controls[0]!);
    const before = await state();
    for (const slug of ['a1', 'a2'])
      await expect(count(again, slug)).rejects.toMatchObject({ code: 'tenant_store_mismatch' });
    await expect(create(again, 'a3')).rejects.toMatchObject({ code: 'store_taken' });
    expect(await platformOf(again)).toMatchObject({
      level: 'problem',
      message: expect.stringContaining('somebody'),
    });
    expect(await state()).toEqual(before);
    // A process looks once: the first one has seen its mark.
    expect(await count(first, 'a1')).toBe(0);
    await put(ours);
  });
});
