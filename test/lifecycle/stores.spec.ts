import {
  CatalogChange,
  OperationRunner,
  StoreCheck,
  StoreLocator,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { Tenancy, TenantDatabaseUnavailableError } from '@tenantry/nest';
import { TEST_ENGINES, useThrowawayServer } from '@tenantry/nest/testing';
import { LibraryProgram, newTenant, Notes } from './library-program.js';

describe.each(TEST_ENGINES)('the store of a tenant on %s', (engine) => {
  const server = useThrowawayServer(engine);
  const overrides = new Map<string, string>();
  let fail = false;
  let hold = Promise.withResolvers<void>();
  let program: LibraryProgram;

  beforeAll(async () => {
    const controlUrl = await server().createControl();
    const run = async () => (fail ? Promise.reject(new Error('no')) : hold.promise);
    const step = { name: 'company', run };
    const stores = { overrideUrl: (slug: string) => overrides.get(slug) };
    program = await LibraryProgram.start({ server: server(), controlUrl, steps: [step], stores });
  });
  afterAll(() => program?.close());
  beforeEach(() => {
    fail = false;
    hold = Promise.withResolvers();
    hold.resolve();
  });

  const finished = (id: string) => program.get(OperationRunner).finished(id);
  const create = async (slug: string, more: object = {}) => {
    const creation = await program.get(TenantCreator).create({ ...newTenant(slug), ...more });
    await finished(creation.operationId);
    return creation.tenant;
  };
  const tenantOf = (slug: string) => program.get(TenantCatalog).get(slug);
  /** An empty database that a tenant brings along. */
  const broughtUrl = async (name: string): Promise<string> =>
    engine === 'sqlite' ? `sqlite:${server().folder}/tenants/${name}.sqlite3` : server().createDatabase(name);

  it('can be a database that the tenant brings along', async () => {
    const databaseUrl = await broughtUrl('brought');
    const made = await create('own', { databaseUrl });
    const tenant = await tenantOf('own');
    expect(tenant.placement).toMatchObject({ server: 'own', engine });
    expect(await program.get(StoreLocator).storeUrl(tenant)).toBe(databaseUrl);
    expect(await program.get(Tenancy).run('own', () => program.get(Notes).repository.count())).toBe(0);
    const row = await program.get(TenantCatalog).getRow('own');
    expect(row.databaseUrlEncrypted).toMatch(/^v1\./);
    expect(row.id).toBe(made.id);
  });

  it('is refused when it carries the marker of another tenant', async () => {
    const databaseUrl = await broughtUrl('shared');
    await create('first', { databaseUrl });
    await expect(create('second', { databaseUrl })).rejects.toMatchObject({ code: 'store_taken' });
    expect(await program.get(TenantCatalog).find('second')).toBeUndefined();
    expect((await tenantOf('first')).status).toBe('active');
  });

  it('is refused when somebody has tables in it', async () => {
    const databaseUrl = await broughtUrl('strangers');
    overrides.set('stranger', databaseUrl);
    await create('stranger');
    const source = (work: (sql: (text: string) => Promise<unknown>) => Promise<void>) =>
      program
        .get(Tenancy)
        .run('stranger', () => work((text) => program.get(Tenancy).dataSource().query(text)));
    await source(async (sql) => void (await sql('DROP TABLE tenantry_store')));
    await expect(create('late', { databaseUrl })).rejects.toMatchObject({ code: 'store_not_empty' });
    expect(await program.get(TenantCatalog).find('late')).toBeUndefined();
  });

  it('is emptied, not dropped, when the creation of a tenant that brought it is cancelled', async () => {
    const databaseUrl = await broughtUrl('kept');
    fail = true;
    const { operationId } = await program.get(TenantCreator).create({ ...newTenant('regret'), databaseUrl });
    await expect(finished(operationId)).rejects.toThrow('no');
    await program.get(OperationRunner).cancel(operationId);
    await expect(finished(operationId)).rejects.toThrow(/cancelled/);
    fail = false;
    await create('regret', { databaseUrl });
    expect((await tenantOf('regret')).status).toBe('active');
  });

  it('is the one that the environment names, whatever the catalog says', async () => {
    const url = await broughtUrl('elsewhere');
    overrides.set('moved', url);
    await create('moved');
    const tenant = await tenantOf('moved');
    expect(program.get(StoreLocator).source(tenant)).toBe('environment');
    expect(await program.get(StoreLocator).storeUrl(tenant)).toBe(url);
    expect(await program.get(StoreCheck).check(tenant)).toMatchObject({ status: 'ok' });
  });

  it('is refused when the environment names the store of another tenant, and the slug stays free', async () => {
    const taken = await create('taken');
    overrides.set('hopeful', await program.get(StoreLocator).adminUrl(taken));
    await expect(create('hopeful')).rejects.toMatchObject({ code: 'store_taken' });
    expect(await program.get(TenantCatalog).find('hopeful')).toBeUndefined();
  });

  it('is made where the environment names one that is missing', async () => {
    const url = new URL(await program.get(StoreLocator).adminUrl(await tenantOf('taken')));
    url.pathname = url.pathname.replace('taken', 'fresh');
    overrides.set('fresh', url.href);
    await create('fresh');
    expect(await program.get(StoreLocator).storeUrl(await tenantOf('fresh'))).toBe(url.href);
  });

  it('is not opened when the environment names the store of another tenant', async () => {
    await create('honest');
    await create('mistaken');
    overrides.set('mistaken', await program.get(StoreLocator).storeUrl(await tenantOf('honest')));
    const tenant = await tenantOf('mistaken');
    expect(await program.get(StoreCheck).check(tenant)).toMatchObject({ status: 'mismatch' });
    const opened = program.get(Tenancy).run('mistaken', () => program.get(Notes).repository.count());
    await expect(opened).rejects.toMatchObject({ code: 'tenant_store_mismatch' });
  });

  it('is dropped with everything in it when a creation is cancelled', async () => {
    fail = true;
    const { tenant, operationId } = await program.get(TenantCreator).create(newTenant('dropped'));
    await expect(finished(operationId)).rejects.toThrow('no');
    const place = await program.get(StoreLocator).place(await tenantOf('dropped'));
    expect(await place.admin.inspect(place.store)).toEqual({ kind: 'marked', tenantId: tenant.id });
    await program.get(OperationRunner).cancel(operationId);
    await expect(finished(operationId)).rejects.toThrow(/cancelled/);
    expect(await place.admin.inspect(place.store)).toEqual({ kind: 'missing' });
    expect(await place.admin.exists(place.store)).toBe(false);
  });

  describe('that a stranger has under its name', () => {
    const STRANGER = '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10';
    const marked = { kind: 'marked', tenantId: STRANGER };
    const strangers = async (slug: string) => {
      const { admin } = await program.get(StoreLocator).place(await tenantOf('taken'));
      const name = `${server().prefix}${slug}`;
      await admin.create(name);
      await admin.mark(name, STRANGER);
      return { state: () => admin.inspect(name), drop: () => admin.drop(name) };
    };

    it('is left as it was, nothing is written down, and the slug stays free', async () => {
      const store = await strangers('foreign');
      const generation = await program.get(CatalogChange).generation();
      await expect(create('foreign')).rejects.toMatchObject({ code: 'store_taken' });
      expect(await program.get(TenantCatalog).find('foreign')).toBeUndefined();
      expect(await program.get(CatalogChange).generation()).toBe(generation);
      expect(await store.state()).toEqual(marked);
      await store.drop();
      await create('foreign');
      expect((await tenantOf('foreign')).status).toBe('active');
    });

    it('fails the creation when it came after the look, and is left as it was when that is cancelled', async () => {
      hold = Promise.withResolvers<void>();
      const busy = await Promise.all(
        ['busy1', 'busy2'].map((slug) => program.get(TenantCreator).create(newTenant(slug))),
      );
      const { operationId } = await program.get(TenantCreator).create(newTenant('late'));
      const store = await strangers('late');
      hold.resolve();
      await Promise.all(busy.map((creation) => finished(creation.operationId)));
      await expect(finished(operationId)).rejects.toMatchObject({ code: 'store_taken' });
      expect((await tenantOf('late')).status).toBe('failed');
      await program.get(OperationRunner).cancel(operationId);
      await expect(finished(operationId)).rejects.toThrow(/cancelled/);
      expect(await store.state()).toEqual(marked);
    });
  });
});

describe.each(TEST_ENGINES)('a server that cannot be reached, with the catalog on %s', (engine) => {
  const server = useThrowawayServer(engine);

  it('ends the creation as failed, says so, and can be retried or cancelled', async () => {
    const controlUrl = await server().createControl();
    const stores = { serverUrl: 'postgresql://somebody:geheim@127.0.0.1:1/postgres' };
    const program = await LibraryProgram.start({ server: server(), controlUrl, stores });
    const runner = program.get(OperationRunner);
    const { operationId } = await program.get(TenantCreator).create(newTenant('acme'));

    const error = await runner.finished(operationId).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TenantDatabaseUnavailableError);
    const operation = await runner.get(operationId);
    expect(operation).toMatchObject({ status: 'failed', errorCode: 'tenant_database_unavailable' });
    expect(operation.error).toContain('ECONNREFUSED');
    expect(operation.error).not.toContain('geheim');
    expect((await program.get(TenantCatalog).get('acme')).status).toBe('failed');
    expect(await program.get(StoreCheck).check(await program.get(TenantCatalog).get('acme'))).toMatchObject({
      status: 'unavailable',
    });

    await runner.retry(operationId);
    await expect(runner.finished(operationId)).rejects.toThrow(TenantDatabaseUnavailableError);
    await runner.cancel(operationId);
    await expect(runner.finished(operationId)).rejects.toThrow(/cancelled/);
    expect(await program.get(TenantCatalog).find('acme')).toBeUndefined();
    await program.close();
  });
});
