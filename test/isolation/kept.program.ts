import { Injectable, Module } from '@nestjs/common';
import { type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { createTable, StoredEntity, text, TextColumn, uuid, UuidColumn } from '@tenantry/nest/portable';
import {
  InjectTenantDataSource,
  InjectTenantRepository,
  type IsolationName,
  Tenancy,
  TenantModule,
} from '@tenantry/nest';
import { OperationRunner, TenantCreator } from '@tenantry/nest/operator';
import type { ThrowawayServer } from '@tenantry/nest/testing';
import {
  DataSource,
  Entity,
  JoinColumn,
  ManyToOne,
  type MigrationInterface,
  OneToMany,
  type QueryRunner,
  Repository,
} from 'typeorm';
import { newTenant } from '../lifecycle/library-program.js';

@Entity('pages')
export class Page extends StoredEntity {
  @TextColumn(200)
  title: string;

  @OneToMany(() => Line, ({ page }) => page)
  lines: Promise<Line[]>;
}

@Entity('page_lines')
export class Line extends StoredEntity {
  @TextColumn(200)
  text: string;

  @UuidColumn()
  pageId: string;

  @ManyToOne(() => Page, ({ lines }) => lines)
  @JoinColumn({ name: 'page_id' })
  page: Promise<Page>;
}

class PagesInit1763000000000 implements MigrationInterface {
  name = 'PagesInit1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'pages', { columns: { title: text(200) } });
    await createTable(runner, 'page_lines', {
      columns: { text: text(200), page_id: uuid() },
      foreignKeys: { page_id: { table: 'pages' } },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('page_lines');
    await runner.dropTable('pages');
  }
}

/** The singleton that somebody writes: it keeps what the first tenant's request got. */
@Injectable()
export class Keeper {
  kept?: Repository<Page>;
  readonly extended: Repository<Page> & { titles(): Promise<string[]> };

  constructor(
    @InjectTenantRepository(Page) readonly pages: Repository<Page>,
    @InjectTenantDataSource() readonly source: DataSource,
  ) {
    this.extended = pages.extend({
      async titles(this: Repository<Page>) {
        return (await this.find()).map(({ title }) => title);
      },
    });
  }

  async titles(): Promise<string[]> {
    this.kept ??= this.source.getRepository(Page);
    return (await this.kept.find()).map(({ title }) => title);
  }
}

/** Two tenants, each with one page of one line. */
export class KeptProgram {
  private constructor(readonly app: INestApplicationContext) {}

  static async start(server: ThrowawayServer, isolation: IsolationName): Promise<KeptProgram> {
    const module = await programOf(server, isolation);
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    const program = new KeptProgram(app);
    for (const slug of ['a1', 'b1']) await program.add(slug);
    return program;
  }

  get keeper(): Keeper {
    return this.app.get(Keeper);
  }

  get tenancy(): Tenancy {
    return this.app.get(Tenancy);
  }

  run<R>(slug: string, work: () => Promise<R> | R): Promise<R> {
    return this.tenancy.run(slug, work);
  }

  titles(slug: string): Promise<string[]> {
    return this.run(slug, async () => (await this.keeper.pages.find()).map(({ title }) => title));
  }

  private async add(slug: string): Promise<void> {
    const { operationId } = await this.app.get(TenantCreator).create(newTenant(slug));
    await this.app.get(OperationRunner).finished(operationId);
    await this.run(slug, async () => {
      const page = await this.keeper.pages.save(Object.assign(new Page(), { title: `of ${slug}` }));
      const { manager } = this.tenancy.dataSource();
      await manager.insert(Line, Object.assign(new Line(), { text: `of ${slug}`, pageId: page.id }));
    });
  }
}

async function programOf(server: ThrowawayServer, isolation: IsolationName): Promise<DynamicModule> {
  const controlUrl = await server.createControl();
  const options = {
    baseDomain: 'localhost',
    controlUrl,
    encryptionKeys: ['a key of the tests'],
    stores: {
      serverUrl: server.engine === 'sqlite' ? `sqlite:${server.folder}/tenants` : server.url,
      isolation,
      prefix: server.prefix,
      maxTenants: 10,
    },
    connections: {
      budget: 6,
      perTenant: 3,
      acquireTimeoutMs: 20_000,
      idleMs: 60_000,
      statementTimeoutMs: 30_000,
    },
  };
  return {
    module: ProgramModule,
    imports: [
      DiscoveryModule,
      TenantModule.forRootAsync({ useFactory: () => options }),
      TenantModule.forFeature([Page, Line], { migrations: [PagesInit1763000000000] }),
    ],
    providers: [Keeper],
  };
}

@Module({})
class ProgramModule {}
