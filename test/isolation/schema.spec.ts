import { EventEmitter, once } from 'node:events';
import {
  OperationRunner,
  StoreCheck,
  StoreLocator,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { LibraryProgram, newTenant, Note, Notes } from '../lifecycle/library-program.js';

describe.each(['schema', 'row'] as const)('tenants with %s isolation', (isolation) => {
  const server = useThrowawayServer('postgres');
  let fail = false;
  let program: LibraryProgram;

  const steps = [{ name: 'company', run: async () => (fail ? Promise.reject(new Error('no')) : undefined) }];
  beforeAll(async () => {
    const controlUrl = await server().createControl();
    program = await LibraryProgram.start({ server: server(), controlUrl, steps, stores: { isolation } });
    for (const slug of ['a1', 'b1']) {
      const { operationId } = await program.get(TenantCreator).create(newTenant(slug));
      await program.get(OperationRunner).finished(operationId);
    }
  });
  afterAll(() => program?.close());
  beforeEach(() => {
    fail = false;
  });

  const run = <T>(slug: string, work: () => Promise<T>): Promise<T> => program.get(Tenancy).run(slug, work);
  const sql = <T = unknown>(slug: string, text: string, parameters: unknown[] = []): Promise<T> =>
    run(slug, () => program.get(Tenancy).dataSource().query(text, parameters));
  const add = (slug: string, text: string) =>
    run(slug, () => program.get(Notes).repository.insert(Object.assign(new Note(), { text })));
  const texts = (slug: string) =>
    run(slug, async () => (await program.get(Notes).repository.find()).map(({ text }) => text).sort());

  it('are made, placed and checked', async () => {
    const tenant = await program.get(TenantCatalog).get('a1');
    expect(tenant).toMatchObject({
      status: 'active',
      placement: { isolation, store: `${server().prefix}a1` },
    });
    expect(await program.get(StoreCheck).check(tenant)).toMatchObject({ status: 'ok' });
  });

  it('see their own rows alone', async () => {
    await add('a1', 'first of a');
    await add('b1', 'first of b');
    expect([await texts('a1'), await texts('b1')]).toEqual([['first of a'], ['first of b']]);
  });

  it('share connections whose user owns nothing and is no superuser', async () => {
    const url = new URL(await program.get(StoreLocator).storeUrl(await program.get(TenantCatalog).get('a1')));
    expect(url.username).toBe(`${server().prefix}shared_login`);
    const [row] = await sql<object[]>(
      'a1',
      `SELECT rolsuper, rolbypassrls, rolinherit, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname = session_user`,
    );
    expect(row).toEqual({ rolsuper: false, rolbypassrls: false, rolinherit: false, owned: 0 });
  });

  it.each([
    'DROP TABLE notes',
    'TRUNCATE notes',
    'CREATE TABLE x (id int)',
    'CREATE TEMPORARY TABLE notes (id int)',
    "UPDATE tenantry_store SET tenant_id = 'x'",
    "SELECT set_config('app.tenant_id', 'x', false)",
    'SELECT * FROM pg_authid',
  ])('are refused by the server: %s', async (text) => {
    await expect(sql('a1', text)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot name a table of another schema', async () => {
    const other = isolation === 'schema' ? `${server().prefix}b1` : `${server().prefix}nowhere`;
    const code = isolation === 'schema' ? '42501' : '42P01';
    await expect(sql('a1', `SELECT * FROM ${other}.notes`)).rejects.toMatchObject({ code });
  });

  it('serve others rightly after raw statements that changed a session', async () => {
    await sql('a1', 'SET search_path TO pg_catalog');
    await sql('a1', "SET app.tenant_id TO ''");
    await sql('a1', 'RESET ROLE').catch(() => undefined);
    for (let turn = 0; turn < 10; turn += 1) {
      expect([await texts('a1'), await texts('b1')]).toEqual([['first of a'], ['first of b']]);
    }
  });

  it('keep transactions apart, also those that fail', async () => {
    const work = Array.from({ length: 60 }, (_, n) =>
      run(n % 2 ? 'a1' : 'b1', () =>
        program
          .get(Tenancy)
          .dataSource()
          .transaction(async (manager) => {
            await manager.insert(Note, Object.assign(new Note(), { text: `t${n % 2} ${n}` }));
            if (n % 3 === 0) throw new Error('planned');
          }),
      ).catch(() => undefined),
    );
    await Promise.all(work);
    const [a, b] = [await texts('a1'), await texts('b1')];
    expect(a.filter((text) => text.startsWith('t0'))).toEqual([]);
    expect(b.filter((text) => text.startsWith('t1'))).toEqual([]);
    expect([a.length, b.length]).toEqual([21, 21]);
  });

  it("stand in nobody else's way with a burst of calls", async () => {
    const gate = new EventEmitter();
    const opened = once(gate, 'open');
    const burst = Array.from({ length: 20 }, () =>
      run('a1', () =>
        program
          .get(Tenancy)
          .dataSource()
          .transaction(async (manager) => {
            await manager.count(Note);
            await opened;
          }),
      ),
    );
    expect((await texts('b1')).length).toBeGreaterThan(0);
    gate.emit('open');
    await Promise.all(burst);
  });

  it('never wait for a connection that their own context holds', async () => {
    await run('a1', async () => {
      const source = program.get(Tenancy).dataSource();
      const held = [source.createQueryRunner(), source.createQueryRunner()];
      for (const runner of held) await runner.startTransaction();
      await expect(program.get(Notes).repository.count()).rejects.toMatchObject({ code: 'self_wait' });
      for (const runner of held) {
        await runner.rollbackTransaction();
        await runner.release();
      }
      await program.get(Notes).repository.count();
    });
  });

  it('take everything with them when their creation is cancelled, and nothing of others', async () => {
    fail = true;
    const before = await texts('a1');
    const runner = program.get(OperationRunner);
    const { tenant, operationId } = await program.get(TenantCreator).create(newTenant('gone'));
    await expect(runner.finished(operationId)).rejects.toThrow('no');
    const place = await program.get(StoreLocator).place(tenant);
    expect(await place.admin.inspect(place.store)).toEqual({ kind: 'marked', tenantId: tenant.id });
    await runner.cancel(operationId);
    await expect(runner.finished(operationId)).rejects.toThrow(/cancelled/);
    expect(await place.admin.inspect(place.store)).toEqual({ kind: 'missing' });
    expect(await texts('a1')).toEqual(before);
    const { operationId: again } = await program.get(TenantCreator).create(newTenant('other'));
    await expect(runner.finished(again)).rejects.toThrow('no');
    fail = false;
    await runner.retry(again);
    await runner.finished(again);
    expect(await texts('other')).toEqual([]);
  });

  it('are migrated by the server user, each with a version of its own', async () => {
    const client = new Client({
      connectionString: server().url.replace(/\/postgres$/, `/${server().prefix}shared`),
    });
    await client.connect();
    const { rows } = await client.query(
      "SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relname IN ('notes', 'migrations')",
    );
    await client.end();
    expect(rows).toEqual([{ owner: decodeURIComponent(new URL(server().url).username) }]);
    expect((await program.get(TenantCatalog).get('b1')).schemaVersion).toBe('NotesInit1763000000000');
  });
});
