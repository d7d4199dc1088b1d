import { writeFile } from 'node:fs/promises';
import {
  type NewServer,
  OperationRunner,
  ServerCatalog,
  ServerKeeper,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { LibraryProgram, newTenant } from './library-program.js';

describe('the server that a new tenant is placed on', () => {
  const server = useThrowawayServer('sqlite');
  let program: LibraryProgram;

  beforeEach(async () => {
    const controlUrl = await server().createDatabase(`control${Date.now()}`);
    program = await LibraryProgram.start({ server: server(), controlUrl });
  });
  afterEach(() => program?.close());

  const add = (name: string, more: Partial<NewServer> = {}) =>
    program.get(ServerKeeper).add({ name, url: `sqlite:${server().folder}/${name}`, ...more });
  const creations: string[] = [];
  const create = async (slug: string, more: object = {}) => {
    const { tenant, operationId } = await program.get(TenantCreator).create({ ...newTenant(slug), ...more });
    creations.push(operationId);
    await program.get(OperationRunner).finished(operationId);
    return tenant.placement.server;
  };
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: { code: string }) => error.code,
    );

  it('is one of its region, however full the others are', async () => {
    await add('eu-1', { region: 'eu' });
    await add('us-1', { region: 'us' });
    for (const slug of ['one', 'two', 'three']) expect(await create(slug, { region: 'eu' })).toBe('eu-1');
    expect((await program.get(TenantCatalog).getRow('one')).region).toBe('eu');
  });

  it('is never one outside its region, named or not', async () => {
    await add('eu-1', { region: 'eu', capacity: 1 });
    await add('us-1', { region: 'us' });
    await create('first', { region: 'eu' });
    expect(await codeOf(create('second', { region: 'eu' }))).toBe('no_server_available');
    expect(await codeOf(create('second', { region: 'eu', server: 'us-1' }))).toBe('validation_failed');
    expect(await codeOf(create('second', { region: 'mars' }))).toBe('validation_failed');
    expect(await program.get(TenantCatalog).find('second')).toBeUndefined();
  });

  it('gets its share by its weight', async () => {
    await program.get(ServerCatalog).ensureDefault();
    await program.get(ServerKeeper).update('default', { status: 'full' });
    await add('small');
    await add('large', { weight: 2 });
    const placed: string[] = [];
    for (const slug of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']) placed.push(await create(slug));
    expect(placed.filter((name) => name === 'large')).toHaveLength(4);
  });

  it('gets its share when many come at once, and is looked at before each', async () => {
    await add('left', { region: 'eu' });
    await add('right', { region: 'eu' });
    await writeFile(`${server().folder}/right/${server().prefix}c4.sqlite3`, 'a diary');
    const slugs = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
    const results = await Promise.allSettled(slugs.map((slug) => create(slug, { region: 'eu' })));
    const placed = results.map((result) => (result.status === 'fulfilled' ? result.value : 'nowhere'));
    expect(placed.filter((name) => name === 'right').length).toBeGreaterThanOrEqual(2);
    expect(placed.filter((name) => name === 'left').length).toBeGreaterThanOrEqual(2);
    expect(await program.get(TenantCatalog).list({ status: 'failed' })).toEqual([]);
  });

  it('takes no more than its capacity when many come at once', async () => {
    await add('narrow', { region: 'eu', capacity: 2 });
    const slugs = ['b1', 'b2', 'b3', 'b4', 'b5'];
    const codes = await Promise.all(slugs.map((slug) => codeOf(create(slug, { region: 'eu' }))));
    expect(codes.filter((code) => code === undefined)).toHaveLength(2);
    expect(codes.filter((code) => code === 'no_server_available')).toHaveLength(3);
    expect((await program.get(ServerCatalog).get('narrow')).tenants).toBe(2);
  });

  it.each(['full', 'offline'] as const)('is not one that is %s, also when it is named', async (status) => {
    await add('closed', { status, region: 'eu' });
    expect(await codeOf(create('late', { region: 'eu' }))).toBe('no_server_available');
    expect(await codeOf(create('late', { server: 'closed' }))).toBe('no_server_available');
  });

  it('is of the engine that was asked for', async () => {
    expect(await codeOf(create('other', { engine: 'mysql' }))).toBe('validation_failed');
    expect(await create('same', { engine: 'sqlite' })).toBe('default');
    expect(await codeOf(create('odd', { engine: 'mysql', server: 'default' }))).toBe('validation_failed');
  });

  it('keeps its region while tenants live there who were promised it', async () => {
    await add('eu-1', { region: 'eu' });
    await create('promised', { region: 'eu' });
    const change = (region: string | null) => program.get(ServerKeeper).update('eu-1', { region });
    expect(await codeOf(change('us'))).toBe('server_in_use');
    expect(await codeOf(change(null))).toBe('server_in_use');
    expect(await codeOf(change('eu'))).toBeUndefined();
  });

  it.each(['sqlite:/etc', 'sqlite:/tmp/elsewhere'])('is no folder outside of the data: %s', async (url) => {
    expect(await codeOf(add('elsewhere', { url }))).toBe('validation_failed');
    expect(await program.get(ServerCatalog).find('elsewhere')).toBeUndefined();
  });
});
