import { type DynamicModule, Module } from '@nestjs/common';
import { createTable, StoredEntity, text, TextColumn } from '@tenantry/nest/portable';
import { TenantModule } from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import { LibraryProgram, Note } from './library-program.js';

@Entity('notes')
class Memo extends StoredEntity {
  @TextColumn(200)
  text: string;
}

@Entity('tenants')
class Tenants extends StoredEntity {
  @TextColumn(200)
  text: string;
}

const sameName = (): typeof Note => {
  @Entity('other_notes')
  class Note extends StoredEntity {
    @TextColumn(200)
    text: string;
  }
  return Note;
};

class Papers1763000000000 implements MigrationInterface {
  name = 'Papers1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'papers', { columns: { text: text(200) } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('papers');
  }
}

@Module({})
class PapersModule {
  static with(feature: DynamicModule): DynamicModule {
    return { module: PapersModule, imports: [feature] };
  }
}

describe('A program whose modules', () => {
  const server = useThrowawayServer('sqlite');

  it.each([
    ['register one entity class twice', () => TenantModule.forFeature([Note]), /"Note"/],
    ['have two entity classes of one name', () => TenantModule.forFeature([sameName()]), /"Note"/],
    ['have two entities of one table', () => TenantModule.forFeature([Memo]), /the table "notes"/],
    [
      'have two migrations of one number',
      () => TenantModule.forFeature([], { migrations: [Papers1763000000000] }),
      /the number 1763000000000 \("Papers1763000000000"\).*"NotesInit1763000000000"/,
    ],
  ])('%s is not started, and is told both', async (_what, feature, told) => {
    const modules = [PapersModule.with(feature())];
    const started = LibraryProgram.start({
      server: server(),
      controlUrl: await server().createControl(),
      modules,
    });
    await expect(started).rejects.toThrow(told);
    await expect(started).rejects.toThrow(/"steps" and "papers"/);
  });

  it('would share a table of the catalog is not started either', async () => {
    const modules = [PapersModule.with(TenantModule.forControl([Tenants]))];
    const controlUrl = await server().createControl();
    const started = LibraryProgram.start({ server: server(), controlUrl, modules });
    await expect(started).rejects.toThrow(/"tenantry catalog" and "papers".*the table "tenants"/);
  });
});
