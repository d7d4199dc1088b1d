import {
  FleetMigration,
  OperationRunner,
  StoreLocator,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { LibraryProgram, newTenant, Note, Notes } from '../lifecycle/library-program.js';

/** The tables that tenants share, as their owner finds and changes them. */
describe('shared tables', () => {
  const server = useThrowawayServer('postgres');
  let controlUrl: string;
  let program: LibraryProgram;
  let owner: Client;

  const start = (newer = false) =>
    LibraryProgram.start({ server: server(), controlUrl, newer, stores: { isolation: 'row' } });
  const create = async (slug: string) => {
    const { operationId } = await program.get(TenantCreator).create(newTenant(slug));
    await program.get(OperationRunner).finished(operationId);
  };
  const sql = <T = unknown>(slug: string, text: string, parameters: unknown[] = []): Promise<T> =>
    program.get(Tenancy).run(slug, () => program.get(Tenancy).dataSource().query(text, parameters));
  const idOf = async (slug: string) => (await program.get(TenantCatalog).get(slug)).id;
  const shared = () => Object.assign(new URL(server().url), { pathname: `/${server().prefix}shared` }).href;
  const faults = () => program.get(FleetMigration).faults();
  const repair = () => program.get(FleetMigration).run({ slugs: ['a1'] });

  beforeAll(async () => {
    controlUrl = await server().createControl();
    program = await start();
    for (const slug of ['a1', 'b1']) {
      await create(slug);
      await program.get(Tenancy).run(slug, async () => {
        await program.get(Notes).repository.insert(Object.assign(new Note(), { text: `of ${slug}` }));
      });
    }
    owner = new Client({ connectionString: shared() });
    owner.on('error', () => undefined);
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await program?.close();
  });

  it('show nothing and take nothing without a tenant', async () => {
    const url = await program.get(StoreLocator).storeUrl(await program.get(TenantCatalog).get('a1'));
    const client = new Client({ connectionString: url });
    await client.connect();
    expect((await client.query('SELECT * FROM notes')).rows).toEqual([]);
    expect((await client.query('SELECT * FROM tenantry_store')).rows).toEqual([]);
    const insert = client.query(
      "INSERT INTO notes (id, text, created_at, updated_at) VALUES ($1, 'x', now(), now())",
      [new Note().id],
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  it('let nobody write a row for another, move one there, or take its id', async () => {
    const b = await idOf('b1');
    const [{ id }] = await sql<[{ id: string }]>('b1', 'SELECT id FROM notes');
    const insert =
      'INSERT INTO notes (id, text, created_at, updated_at, tenant_id) VALUES ($1, $2, now(), now(), $3)';
    await expect(sql('a1', insert, [new Note().id, 'x', b])).rejects.toMatchObject({ code: '42501' });
    await expect(sql('a1', 'UPDATE notes SET tenant_id = $1', [b])).rejects.toMatchObject({ code: '42501' });
    await expect(sql('a1', insert, [id, 'x', await idOf('a1')])).rejects.toMatchObject({ code: '23505' });
    const [, changed] = await sql<[unknown, number]>('a1', "UPDATE notes SET text = 'mine' WHERE id = $1", [
      id,
    ]);
    const [, removed] = await sql<[unknown, number]>('a1', 'DELETE FROM notes WHERE id = $1', [id]);
    expect([changed, removed]).toEqual([0, 0]);
    expect(await sql('b1', 'SELECT text FROM notes')).toEqual([{ text: 'of b1' }]);
  });

  it.each([
    ['ALTER TABLE notes DISABLE ROW LEVEL SECURITY', /notes does not force/],
    ['ALTER TABLE notes NO FORCE ROW LEVEL SECURITY', /notes does not force/],
    ['DROP POLICY tenantry_tenant ON notes', /notes has not the one policy/],
    ['CREATE POLICY open ON notes USING (true)', /notes has not the one policy/],
    ['ALTER POLICY tenantry_tenant ON notes TO CURRENT_USER', /notes has not the one policy/],
    ['ALTER TABLE notes ALTER tenant_id DROP DEFAULT', /tenant_id of notes does not fill itself/],
    ['GRANT TRUNCATE ON notes TO PUBLIC', /PUBLIC may do more to the shared table "notes"/],
    [
      'CREATE VIEW seen AS SELECT * FROM notes; GRANT SELECT ON seen TO PUBLIC',
      /view "seen" is open to PUBLIC/,
    ],
    ['CREATE TABLE forgotten (id uuid PRIMARY KEY)', /forgotten has no column tenant_id/],
    ['ALTER TABLE notes ADD CONSTRAINT notes_text UNIQUE (text)', /notes_text of notes does not hold within/],
  ])('are reported when somebody breaks them, and repaired: %s', async (change, fault) => {
    expect(await faults()).toEqual([]);
    await owner.query(change);
    expect((await faults()).join('\n')).toMatch(fault);
    expect((await repair()).succeeded).toEqual(['a1']);
    await owner.query('DROP TABLE IF EXISTS forgotten');
    expect(await faults()).toEqual([]);
  });

  it('are left alone by a step that finds nothing to do', async () => {
    const version = async () =>
      (await owner.query("SELECT xmin FROM pg_class WHERE relname = 'notes'")).rows[0].xmin as string;
    const before = await version();
    await repair();
    expect(await version()).toBe(before);
  });

  it('are migrated once for all, new tables included', async () => {
    await program.close();
    program = await start(true);
    const fleet = program.get(FleetMigration);
    expect(await fleet.behind()).toEqual(['a1', 'b1']);
    expect((await fleet.run()).failed).toEqual([]);
    expect(await fleet.behind()).toEqual([]);
    expect(await faults()).toEqual([]);
    await create('c1');
    expect(await sql('c1', 'SELECT * FROM more_notes')).toEqual([]);
    expect(await sql('c1', 'SELECT * FROM notes')).toEqual([]);
  });
});
