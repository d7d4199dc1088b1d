import { copyFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { APP_FILTER, DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConnectionChanger } from '@tenantry/nest/operator';
import {
  ConnectionBudgetExhaustedError,
  NoTenantError,
  TENANCY_STATUSES,
  TenancyExceptionFilter,
  TenantNotFoundError,
  WrongTenantError,
} from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { DataSource, EntityManager, Repository } from 'typeorm';
import { PROBLEM_STATUSES } from '../../src/kernel/problem/problem.statuses.js';
import { KeptProgram, Page } from './kept.program.js';

describe('What is injected', () => {
  const server = useThrowawayServer('sqlite');
  let program: KeptProgram;

  beforeAll(async () => {
    program = await KeptProgram.start(server(), 'database');
  });
  afterAll(() => program?.app.close());

  /** As explorers and printers look: at every property of an object and of all it was made of. */
  const lookAt = (one: object): void => {
    for (let shape: object | null = one; shape; shape = Object.getPrototypeOf(shape) as object | null)
      for (const name of Reflect.ownKeys(shape)) void Reflect.get(one, name);
    for (const name of ['then', 'toJSON', 'asymmetricMatch', '$$typeof', 'onModuleInit', Symbol.iterator])
      expect(Reflect.get(one, name)).toBeUndefined();
    expect(inspect(one, { depth: 4 })).toContain('{');
  };

  it('can be looked at, printed and awaited by anybody outside any tenant', async () => {
    const { pages, source } = program.keeper;
    for (const one of [pages, source, source.manager, pages.manager]) lookAt(one);
    expect(await Promise.resolve(source)).toBe(source);
    expect([source instanceof DataSource, source.manager instanceof EntityManager]).toEqual([true, true]);
    expect(() => expect(source).toBe(1)).toThrow(/Expected/);
  });

  it('can be walked by explorers, as those of schedulers and events do it', () => {
    const scanner = new MetadataScanner();
    const providers = program.app.get(DiscoveryService).getProviders();
    for (const { instance } of providers as { instance?: object }[]) {
      if (!instance || typeof instance !== 'object') continue;
      const shape = Object.getPrototypeOf(instance) as object | null;
      for (const name of shape ? scanner.getAllMethodNames(shape) : []) void Reflect.get(instance, name);
      for (const name of Object.keys(instance)) void Reflect.get(instance, name);
    }
    expect(providers.map(({ instance }) => instance)).toContain(program.keeper.source);
  });

  it('says what is missing only when it is used', async () => {
    const { pages } = program.keeper;
    expect(pages).toBeInstanceOf(Repository);
    expect(pages.metadata.target).toBe(Page);
    const uses = [() => pages.find(), () => pages.create({}), () => pages.createQueryBuilder('page')];
    for (const use of uses) await expect((async () => use())()).rejects.toMatchObject({ code: 'no_tenant' });
  });

  it('leads to the new place when the store of a tenant has moved, and what was kept is refused', async () => {
    const kept = await program.run('a1', () => program.tenancy.dataSource().getRepository(Page));
    expect(await program.run('a1', () => kept.count())).toBe(1);
    const folder = `${server().folder}/tenants`;
    const { store } = await program.run('a1', async () => {
      await program.tenancy.dataSource().query('PRAGMA wal_checkpoint(TRUNCATE)');
      return program.tenancy.current().placement;
    });
    await copyFile(`${folder}/${store}.sqlite3`, `${folder}/moved.sqlite3`);
    await program.app.get(ConnectionChanger).change('a1', { databaseUrl: `sqlite:${folder}/moved.sqlite3` });
    await expect(program.run('a1', () => kept.count())).rejects.toMatchObject({ code: 'tenant_store_moved' });
    expect(await program.titles('a1')).toEqual(['of a1']);
  });
});

@Controller()
class FailingController {
  @Get(':what')
  fail(@Param('what') what: string): never {
    if (what === 'wrong') throw new WrongTenantError('Page', 'acme', 'globex');
    if (what === 'nowhere') throw new NoTenantError();
    if (what === 'busy') throw new ConnectionBudgetExhaustedError('acme', 10);
    throw new TenantNotFoundError('acme');
  }
}

@Module({
  controllers: [FailingController],
  providers: [{ provide: APP_FILTER, useClass: TenancyExceptionFilter }],
})
class FailingModule {}

describe('An error of the library', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(FailingModule, new FastifyAdapter(), {
      logger: false,
    });
    await app.init();
  });
  afterAll(() => app?.close());

  const ask = async (path: string) => {
    const answer = await app.inject(path);
    return { status: answer.statusCode, retryAfter: answer.headers['retry-after'], body: answer.json() };
  };

  it('is answered with its status by the filter of a foreign program', async () => {
    expect(await ask('/missing')).toMatchObject({
      status: 404,
      body: { statusCode: 404, code: 'tenant_not_found', message: 'There is no tenant "acme".' },
    });
    expect(await ask('/busy')).toMatchObject({ status: 503, retryAfter: '1' });
  });

  it.each(['wrong', 'nowhere'])(
    'tells nobody of other tenants when the program is at fault: %s',
    async (what) => {
      const { status, body } = await ask(`/${what}`);
      expect(status).toBe(500);
      expect(body).toEqual({
        statusCode: 500,
        error: 'Internal Server Error',
        code: what === 'wrong' ? 'wrong_tenant' : 'no_tenant',
        message: 'Internal Server Error',
      });
    },
  );

  it('has the same status here and in the platform', () => {
    expect(PROBLEM_STATUSES).toMatchObject(TENANCY_STATUSES);
    expect(new TenantNotFoundError('acme').status).toBe(404);
    expect(new WrongTenantError('Page', 'acme', 'globex').status).toBe(500);
  });
});
