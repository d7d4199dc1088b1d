import {
  Body,
  type CanActivate,
  ConflictException,
  Controller,
  Delete,
  type DynamicModule,
  type ExecutionContext,
  Get,
  Injectable,
  Module,
  NotFoundException,
  Param,
  Patch,
  Post,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { addTenantHook, HostReader } from '@tenantry/nest/fastify';
import { createTable, StoredEntity, text, TextColumn } from '@tenantry/nest/portable';
import {
  InjectTenantRepository,
  type IsolationName,
  Tenancy,
  type TenancyOptions,
  TenantModule,
  TenantResolver,
  Transactional,
} from '@tenantry/nest';
import { OperationRunner, TenantCreator } from '@tenantry/nest/operator';
import type { IsolationSubject, SubjectRoutes, ThrowawayServer } from '@tenantry/nest/testing';
import { Entity, type MigrationInterface, type QueryRunner, type Repository } from 'typeorm';
import { newTenant } from '../../lifecycle/library-program.js';

/** A program that has nothing in common with the platform but the library: boats in the harbours of many towns. */
@Entity('boats')
class Boat extends StoredEntity {
  @TextColumn(200)
  hull: string;
}

class BoatsInit1763000000000 implements MigrationInterface {
  name = 'BoatsInit1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'boats', { columns: { hull: text(200) } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('boats');
  }
}

/** Ways to get it wrong, each of which somebody has shipped before. */
export type Leak = 'cache' | 'pass' | 'register' | 'swallowed failure';

/** The pass is the town's name. Nobody should copy this: the kit only asks that another's pass is refused. */
@Injectable()
class PassGuard implements CanActivate {
  static leak?: Leak;

  constructor(private readonly tenancy: Tenancy) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
    const known = headers['x-pass'];
    if (known === this.tenancy.current().slug || (PassGuard.leak === 'pass' && known)) return true;
    throw new UnauthorizedException();
  }
}

@Injectable()
class Harbour {
  static leak?: Leak;
  /** The deliberate leaks: state of the process that no tenant owns. */
  private lastList?: Boat[];
  private readonly register = new Map<string, Boat>();

  constructor(@InjectTenantRepository(Boat) private readonly boats: Repository<Boat>) {}

  async list(): Promise<Boat[]> {
    const found = await this.boats.find({ order: { id: 'ASC' }, take: 100 });
    if (Harbour.leak !== 'cache') return found;
    this.lastList ??= found;
    return this.lastList;
  }

  async get(id: string): Promise<Boat> {
    const boat =
      (Harbour.leak === 'register' && this.register.get(id)) || (await this.boats.findOneBy({ id }));
    if (!boat) throw new NotFoundException();
    return boat;
  }

  async add(hull: string): Promise<Boat> {
    const boat = await this.boats.save(this.boats.create({ hull }));
    this.register.set(boat.id, boat);
    return boat;
  }

  async rename(id: string, hull: string): Promise<Boat> {
    const boat = await this.boats.findOneBy({ id });
    if (!boat) throw new NotFoundException();
    return this.boats.save(Object.assign(boat, { hull }));
  }

  async remove(id: string): Promise<void> {
    const { affected } = await this.boats.delete({ id });
    if (!affected) throw new NotFoundException();
  }

  @Transactional()
  async sink(hull: string): Promise<void> {
    await this.add(hull);
    throw new ConflictException('It sank.');
  }

  async sinkLeavingTheRow(hull: string): Promise<void> {
    await this.add(hull);
    throw new ConflictException('It sank.');
  }
}

@Controller('boats')
@UseGuards(PassGuard)
class BoatController {
  constructor(private readonly harbour: Harbour) {}

  @Get()
  list(): Promise<Boat[]> {
    return this.harbour.list();
  }

  @Get(':id')
  get(@Param('id') id: string): Promise<Boat> {
    return this.harbour.get(id);
  }

  @Post()
  add(@Body() { hull }: { hull: string }): Promise<Boat> {
    return this.harbour.add(hull);
  }

  @Post('sunk')
  sink(@Body() { hull }: { hull: string }): Promise<void> {
    const leaves = Harbour.leak === 'swallowed failure';
    return leaves ? this.harbour.sinkLeavingTheRow(hull) : this.harbour.sink(hull);
  }

  @Patch(':id')
  rename(@Param('id') id: string, @Body() { hull }: { hull: string }): Promise<Boat> {
    return this.harbour.rename(id, hull);
  }

  @Delete(':id')
  remove(@Param('id') id: string): Promise<void> {
    return this.harbour.remove(id);
  }
}

@Module({})
class HarbourModule {
  static with(options: TenancyOptions): DynamicModule {
    return {
      module: HarbourModule,
      imports: [
        TenantModule.forRootAsync({ useFactory: () => options }),
        TenantModule.forFeature([Boat], { migrations: [BoatsInit1763000000000] }),
      ],
      providers: [Harbour, PassGuard],
      controllers: [BoatController],
    };
  }
}

const routes: SubjectRoutes = {
  create: (hull) => ({ method: 'POST', path: '/boats', body: { hull } }),
  idOf: ({ id }) => id as string,
  list: () => ({ method: 'GET', path: '/boats' }),
  read: (id) => ({ method: 'GET', path: `/boats/${id}` }),
  fail: (hull) => ({ method: 'POST', path: '/boats/sunk', body: { hull } }),
  withId: (id, hull) => [
    { method: 'PATCH', path: `/boats/${id}`, body: { hull } },
    { method: 'DELETE', path: `/boats/${id}` },
  ],
};

export interface HarbourOptions {
  readonly isolation?: IsolationName;
  readonly tenants: number;
  readonly leak?: Leak;
}

/** The harbours of some towns, for the kit to be let loose on. */
export async function openHarbours(
  server: ThrowawayServer,
  { isolation = 'database', tenants, leak }: HarbourOptions,
): Promise<IsolationSubject> {
  Object.assign(Harbour, { leak });
  Object.assign(PassGuard, { leak });
  const module = HarbourModule.with(await optionsOf(server, isolation));
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: false,
  });
  const doors = { tenants: app.get(TenantResolver), tenancy: app.get(Tenancy) };
  const reader = new HostReader({ baseDomain: 'localhost' });
  addTenantHook(app.getHttpAdapter().getInstance(), { ...doors, reader });
  await app.listen(0, '127.0.0.1');
  const slugs = Array.from({ length: tenants }, (_, index) => `town-${index}`);
  for (const slug of slugs) {
    const { operationId } = await app.get(TenantCreator).create(newTenant(slug));
    await app.get(OperationRunner).finished(operationId);
  }
  return {
    app,
    tenants: slugs.map((slug) => ({ slug, host: `${slug}.localhost`, headers: { 'x-pass': slug } })),
    routes,
    entity: {
      type: Boat,
      make: (hull) => Object.assign(new Boat(), { hull }),
      textOf: ({ hull }) => hull as string,
    },
    close: () => app.close(),
  };
}

async function optionsOf(server: ThrowawayServer, isolation: IsolationName): Promise<TenancyOptions> {
  return {
    baseDomain: 'localhost',
    controlUrl: await server.createControl(),
    encryptionKeys: ['a key of the tests'],
    stores: {
      serverUrl: server.engine === 'sqlite' ? `sqlite:${server.folder}/tenants` : server.url,
      isolation,
      prefix: server.prefix,
      maxTenants: 100,
    },
    connections: {
      budget: 4,
      perTenant: 2,
      acquireTimeoutMs: 20_000,
      idleMs: 60_000,
      statementTimeoutMs: 30_000,
    },
  };
}
