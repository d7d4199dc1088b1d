import { renameSync, symlinkSync } from 'node:fs';
import { StoreLocator, TenantCatalog } from '@tenantry/nest/operator';
import { Tenancy, type Tenant } from '@tenantry/nest';
import { TEST_STORES, useThrowawayServer } from '@tenantry/nest/testing';
import type { DataSource } from 'typeorm';
import { makeTenant } from '../lifecycle/doctor.support.js';
import { LibraryProgram, Note, Notes } from '../lifecycle/library-program.js';

const textsOf = (program: LibraryProgram, slug: string): Promise<string[]> =>
  program
    .get(Tenancy)
    .run(slug, async () => (await program.get(Notes).repository.find()).map(({ text }) => text));

const addNote = (program: LibraryProgram, slug: string): Promise<unknown> =>
  program
    .get(Tenancy)
    .run(slug, () => program.get(Notes).repository.insert(Object.assign(new Note(), { text: `of ${slug}` })));

const controlOf = (program: LibraryProgram): DataSource =>
  program.app.get<DataSource>('ControlDataSource', { strict: false });

/** Faults that would be silent: each is an error, and the error comes before the first row. */
describe.each(TEST_STORES)(
  'a catalog row that leads to the store of another, on %s by %s',
  (engine, isolation) => {
    const server = useThrowawayServer(engine);
    let program: LibraryProgram;

    beforeAll(async () => {
      const controlUrl = await server().createControl();
      program = await LibraryProgram.start({ server: server(), controlUrl, stores: { isolation } });
      for (const slug of ['a1', 'b1']) {
        await makeTenant(program, slug);
        await addNote(program, slug);
      }
    });
    afterAll(() => program?.close());

    const setStore = (slug: string, store: string): Promise<unknown> =>
      controlOf(program)
        .createQueryBuilder()
        .update('TenantEntity')
        .set({ store })
        .where('slug = :slug', { slug })
        .execute();
    const storeOf = async (slug: string): Promise<string> =>
      (await program.get(TenantCatalog).get(slug)).placement.store;

    /** Rows of shared tables are found by the tenant's id, whatever the name of the store. */
    const seenAfterExchange = (slug: string): string | string[] => {
      if (isolation === 'row') return [`of ${slug}`];
      return engine === 'sqlite' ? 'tenant_store_mismatch' : 'tenant_database_unavailable';
    };

    it('is refused by the catalog while the other still has it', async () => {
      await expect(setStore('a1', await storeOf('b1'))).rejects.toThrow(/unique/i);
    });

    it('shows no row of the other when two were exchanged, also where connections were open before', async () => {
      expect([await textsOf(program, 'a1'), await textsOf(program, 'b1')]).toEqual([['of a1'], ['of b1']]);
      const [a, b] = [await storeOf('a1'), await storeOf('b1')];
      await setStore('a1', 'in_between');
      await setStore('b1', a);
      await setStore('a1', b);
      for (const slug of ['a1', 'b1']) {
        const seen = await textsOf(program, slug).catch(({ code }: { code: string }) => code);
        expect(seen).toEqual(seenAfterExchange(slug));
      }
    });
  },
);

describe('a SQLite store', () => {
  const server = useThrowawayServer('sqlite');
  let program: LibraryProgram;
  let tenants: { a: Tenant; b: Tenant };

  beforeAll(async () => {
    program = await LibraryProgram.start({ server: server(), controlUrl: await server().createControl() });
    tenants = { a: await makeTenant(program, 'a1'), b: await makeTenant(program, 'b1') };
    for (const slug of ['a1', 'b1']) await addNote(program, slug);
  });
  afterAll(() => program?.close());

  const sql = (text: string): Promise<unknown> =>
    program.get(Tenancy).run('a1', () => program.get(Tenancy).dataSource().query(text));
  const pathOf = async (tenant: Tenant): Promise<string> =>
    (await program.get(StoreLocator).storeUrl(tenant)).replace('sqlite:', '');

  it.each([
    "ATTACH DATABASE '{b}' AS b",
    "attach '{b}' as b",
    "-- a comment\nATTACH '{b}' AS b",
    "/* another */ ; ATTACH '{b}' AS b",
    'DETACH DATABASE main',
    "VACUUM INTO '{folder}/copy.sqlite3'",
    "vacuum main into '{folder}/copy.sqlite3'",
    "VACUUM/* */INTO '{folder}/copy.sqlite3'",
    'VACUUM"main"INTO\'{folder}/copy.sqlite3\'',
  ])('refuses to reach another file: %s', async (text) => {
    const filled = text.replace('{b}', await pathOf(tenants.b)).replace('{folder}', server().folder);
    await expect(sql(filled)).rejects.toThrow(/refused: a store is one file/);
  });

  it.each(['../control', 'sub/file', '/etc/passwd', 'a.sqlite3', '..', 'A', ''])(
    'has no name that leaves its folder: "%s"',
    async (store) => {
      const { admin, engine } = await program.get(StoreLocator).place(tenants.a);
      await expect(admin.inspect(store)).rejects.toThrow(/can't be the name of a store/);
      expect(() => engine.storeUrl(`sqlite:${server().folder}/tenants`, `../${store}`)).toThrow(RangeError);
    },
  );

  it('is not opened through a link, neither out of the folder nor to the file of another', async () => {
    const path = await pathOf(tenants.a);
    for (const target of [`${server().folder}/outside.sqlite3`, await pathOf(tenants.b)]) {
      renameSync(path, `${server().folder}/kept.sqlite3`);
      symlinkSync(target, path);
      const linked = await LibraryProgram.start({
        server: server(),
        controlUrl: `sqlite:${server().folder}/${server().prefix}control.sqlite3`,
      });
      const { admin, store } = await linked.get(StoreLocator).place(tenants.a);
      await expect(textsOf(linked, 'a1')).rejects.toMatchObject({ code: 'tenant_database_unavailable' });
      await expect(admin.mark(store, tenants.a.id)).rejects.toThrow(/is a link/);
      await linked.close();
      renameSync(`${server().folder}/kept.sqlite3`, path);
    }
  });
});
