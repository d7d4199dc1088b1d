import { Module } from '@nestjs/common';
import {
  ConnectionRegistry,
  FleetMigration,
  OperationRunner,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { createTable, StoredEntity, text, TextColumn } from '@tenantry/nest/portable';
import { Tenancy, TenantModule } from '@tenantry/nest';
import { TEST_STORES, useThrowawayServer } from '@tenantry/nest/testing';
import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import { LibraryProgram, newTenant, Note, NotesInit1763000000000 } from './library-program.js';

@Entity('tags')
class Tag extends StoredEntity {
  @TextColumn(40)
  name: string;
}

/** Numbered before the notes' first, as on a branch that was begun earlier and came in later. */
class TagsInit1762900000000 implements MigrationInterface {
  name = 'TagsInit1762900000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'tags', { columns: { name: text(40) } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('tags');
  }
}

@Module({ imports: [TenantModule.forFeature([Tag], { migrations: [TagsInit1762900000000] })] })
class TagsModule {}

describe.each(TEST_STORES)(
  'A module whose migration has an older number, on %s by %s',
  (engine, isolation) => {
    const server = useThrowawayServer(engine);
    const slugs = ['a1', 'b1'];
    let controlUrl: string;
    let program: LibraryProgram;

    const start = async (withTags: boolean): Promise<void> => {
      await program?.close();
      const modules = withTags ? [{ module: TagsModule }] : [];
      program = await LibraryProgram.start({ server: server(), controlUrl, modules, stores: { isolation } });
    };
    const create = async (slug: string): Promise<void> => {
      const { operationId } = await program.get(TenantCreator).create(newTenant(slug));
      await program.get(OperationRunner).finished(operationId);
    };
    const fleet = () => program.get(FleetMigration);
    const tag = (slug: string) =>
      program.get(Tenancy).run(slug, async () => {
        const { manager } = program.get(Tenancy).dataSource();
        await manager.insert(Tag, Object.assign(new Tag(), { name: `of ${slug}` }));
        return (await manager.find(Tag)).map(({ name }) => name);
      });
    const notes = (slug: string) =>
      program.get(Tenancy).run(slug, () => program.get(Tenancy).dataSource().manager.count(Note));

    beforeAll(async () => {
      controlUrl = await server().createControl();
      await start(false);
      for (const slug of slugs) await create(slug);
    });
    afterEach(() => jest.restoreAllMocks());
    afterAll(() => program?.close());

    it('is missing in stores that are there, which is known without asking them', async () => {
      await start(true);
      const open = jest.spyOn(program.get(ConnectionRegistry), 'open');
      expect(await fleet().behind()).toEqual(slugs);
      await expect(notes('a1')).rejects.toMatchObject({ code: 'tenant_schema_outdated' });
      expect(fleet().versionOf({ module: 'tags' })).toBe('TagsInit1762900000000');
      expect(await fleet().behind(undefined, 'TagsInit1762900000000')).toEqual(slugs);
      expect(open).not.toHaveBeenCalled();
    });

    it('comes to them by the next migration, and to new ones at once', async () => {
      const { succeeded, failed } = await fleet().run();
      // Those that share their tables are all done with the first.
      expect([failed, succeeded]).toEqual([[], slugs]);
      expect([await fleet().behind(), await fleet().faults()]).toEqual([[], []]);
      await create('c1');
      for (const slug of [...slugs, 'c1']) expect(await tag(slug)).toEqual([`of ${slug}`]);
      expect((await program.get(TenantCatalog).get('a1')).schemaVersion).toBe(NotesInit1763000000000.name);
      const open = jest.spyOn(program.get(ConnectionRegistry), 'open');
      const report = await fleet().run();
      expect(report.skipped).toHaveLength(3);
      expect(open).not.toHaveBeenCalled();
    });

    it('leaves them served when the release is rolled back, and nothing of it is undone', async () => {
      await start(false);
      expect(await notes('a1')).toBe(0);
      expect(await fleet().behind()).toEqual([]);
      const { skipped } = await fleet().run();
      expect(skipped).toContainEqual({ tenant: 'a1', reason: 'is newer than this program' });
      await start(true);
      expect(await tag('a1')).toHaveLength(2);
    });

    it('is found in stores of which only the newest migration was ever written down', async () => {
      await start(false);
      const undone = program.get(ConnectionRegistry).open(await program.get(TenantCatalog).get('a1'));
      await undone.query('DROP TABLE tags');
      await undone.query("DELETE FROM migrations WHERE name = 'TagsInit1762900000000'");
      await undone.destroy();
      await start(true);
      const catalog = program.get(TenantCatalog);
      for (const slug of [...slugs, 'c1']) await catalog.setSchemaVersion(slug, NotesInit1763000000000.name);
      expect(await notes('b1')).toBe(0);
      expect(await fleet().behind()).toEqual([...slugs, 'c1']);
      expect((await fleet().run()).failed).toEqual([]);
      expect(await tag('a1')).toEqual(['of a1']);
      expect(await fleet().behind()).toEqual([]);
    });
  },
);
