import { Controller, Get, Inject, Injectable, Module, Scope } from '@nestjs/common';
import { ContextIdFactory, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { addTenantHook, HostReader } from '@tenantry/nest/fastify';
import { OperationRunner, TenantCreator } from '@tenantry/nest/operator';
import {
  Tenancy,
  TENANT,
  TENANT_DATA_SOURCE,
  type Tenant,
  TenantContextIdStrategy,
  TenantModule,
  TenantResolver,
} from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import type { DataSource } from 'typeorm';
import { newTenant, Note, NotesInit1763000000000 } from '../lifecycle/library-program.js';

@Injectable({ scope: Scope.REQUEST, durable: true })
class NoteBook {
  static made = 0;

  constructor(
    @Inject(TENANT) readonly tenant: Tenant,
    @Inject(TENANT_DATA_SOURCE) readonly dataSource: DataSource,
  ) {
    NoteBook.made += 1;
  }
}

@Controller()
class NoteController {
  constructor(@Inject(NoteBook) private readonly book: NoteBook) {}

  @Get('notes')
  async list(): Promise<unknown> {
    const notes = await this.book.dataSource.getRepository(Note).find();
    return { tenant: this.book.tenant.slug, notes: notes.map(({ text }) => text) };
  }
}

/** The providers a library user may inject in place of the injected repositories. */
describe('TENANT and TENANT_DATA_SOURCE in durable providers', () => {
  const server = useThrowawayServer('sqlite');
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const controlUrl = await server().createControl();
    const tenancy = TenantModule.forRootAsync({
      useFactory: () => ({
        baseDomain: 'localhost',
        controlUrl,
        encryptionKeys: ['a key of the tests'],
        stores: {
          serverUrl: `sqlite:${server().folder}/tenants`,
          isolation: 'database',
          prefix: 'x_',
          maxTenants: 5,
        },
        connections: {
          budget: 4,
          perTenant: 1,
          acquireTimeoutMs: 3_000,
          idleMs: 60_000,
          statementTimeoutMs: 0,
        },
      }),
    });
    const notes = TenantModule.forFeature([Note], { migrations: [NotesInit1763000000000] });
    @Module({ imports: [tenancy, notes], providers: [NoteBook], controllers: [NoteController] })
    class Program {}
    ContextIdFactory.apply(new TenantContextIdStrategy());
    app = await NestFactory.create<NestFastifyApplication>(Program, new FastifyAdapter(), { logger: false });
    const options = { tenants: app.get(TenantResolver), tenancy: app.get(Tenancy) };
    const reader = new HostReader({ baseDomain: 'localhost' });
    addTenantHook(app.getHttpAdapter().getInstance(), { ...options, reader });
    await app.init();
    for (const slug of ['acme', 'globex']) {
      const { operationId } = await app.get(TenantCreator).create(newTenant(slug));
      await app.get(OperationRunner).finished(operationId);
      await app.get(Tenancy).run(slug, async () => {
        const repository = app.get(Tenancy).dataSource().getRepository(Note);
        await repository.insert(repository.create({ text: `of ${slug}` }));
      });
    }
  });

  afterAll(() => app?.close());

  it('are the real objects of the tenant whose host was asked, one sub-tree a tenant', async () => {
    const ask = async (slug: string): Promise<unknown> => {
      const answer = await app.inject({ url: '/notes', headers: { host: `${slug}.localhost` } });
      return answer.json();
    };
    const slugs = Array.from({ length: 20 }, (_, index) => (index % 2 ? 'acme' : 'globex'));
    const answers = await Promise.all(slugs.map(ask));
    expect(answers).toEqual(slugs.map((slug) => ({ tenant: slug, notes: [`of ${slug}`] })));
    expect(NoteBook.made).toBe(2);
  });
});
