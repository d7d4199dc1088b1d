import {
  CatalogChange,
  DomainCatalog,
  OperationRunner,
  SecretBox,
  ServerCatalog,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { TenantNotFoundError, TenantResolver } from '@tenantry/nest';
import { TEST_ENGINES, useThrowawayServer } from '@tenantry/nest/testing';
import { LibraryProgram, newTenant } from './library-program.js';

describe.each(TEST_ENGINES)('the catalog on %s', (engine) => {
  const server = useThrowawayServer(engine);
  let here: LibraryProgram;
  let there: LibraryProgram;

  beforeAll(async () => {
    const controlUrl = await server().createDatabase('control');
    here = await LibraryProgram.start({ server: server(), controlUrl });
    there = await LibraryProgram.start({ server: server(), controlUrl });
    for (const slug of ['acme', 'globex']) {
      const { operationId } = await here.get(TenantCreator).create(newTenant(slug));
      await here.get(OperationRunner).finished(operationId);
    }
  });
  afterAll(async () => {
    await here?.close();
    await there?.close();
  });

  const catalog = () => here.get(TenantCatalog);

  it('finds a tenant by slug in any case, and by id', async () => {
    const acme = await catalog().get('ACME');
    expect(await catalog().findById(acme.id)).toEqual(acme);
    expect(await catalog().find('nobody')).toBeUndefined();
    await expect(catalog().get('nobody')).rejects.toThrow(TenantNotFoundError);
  });

  it('hands tenants out frozen', async () => {
    const acme = await catalog().get('acme');
    expect(Object.isFrozen(acme) && Object.isFrozen(acme.placement)).toBe(true);
  });

  it('shows a change of another process as soon as the generation is asked for', async () => {
    const resolver = here.get(TenantResolver);
    await resolver.poll();
    expect((await resolver.get('acme')).status).toBe('active');
    await there.get(TenantCatalog).changeStatus('acme', 'suspended');
    await resolver.poll();
    expect((await resolver.get('acme')).status).toBe('suspended');
    await there.get(TenantCatalog).changeStatus('acme', 'active');
    await resolver.poll();
  });

  it('shows a change of this process at once', async () => {
    const resolver = here.get(TenantResolver);
    await resolver.get('acme');
    await catalog().update('acme', { name: 'Another name' });
    expect((await resolver.get('acme')).name).toBe('Another name');
  });

  it('counts every change, also of two processes at once', async () => {
    const before = await here.get(CatalogChange).generation();
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? here : there).get(TenantCatalog).update('globex', { keywords: `${10 + index}` }),
      ),
    );
    expect(await here.get(CatalogChange).generation()).toBe(before + 10);
  });

  it('does not count a change that was refused', async () => {
    const before = await here.get(CatalogChange).generation();
    await expect(catalog().update('acme', { name: 'x' }, 999)).rejects.toMatchObject({
      code: 'version_conflict',
    });
    await expect(catalog().changeStatus('acme', 'active', ['suspended'])).resolves.toMatchObject({
      slug: 'acme',
    });
    await expect(catalog().changeStatus('acme', 'read_only', ['suspended'])).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await here.get(CatalogChange).generation()).toBe(before + 1);
  });

  it('routes a verified domain and no other', async () => {
    const acme = await catalog().get('acme');
    const domains = here.get(DomainCatalog);
    await domains.add(acme, 'claimed.example');
    await domains.setVerified(acme, await domains.add(acme, 'acme.example'), new Date());
    expect((await here.get(TenantResolver).getByDomain('acme.example')).slug).toBe('acme');
    await expect(here.get(TenantResolver).getByDomain('claimed.example')).rejects.toThrow(
      TenantNotFoundError,
    );
  });

  it('searches without reading the text as a pattern', async () => {
    expect(await catalog().list({ q: 'ACM' })).toHaveLength(1);
    expect(await catalog().list({ q: '%' })).toEqual([]);
    expect(await catalog().list({ q: "'" })).toEqual([]);
    expect(await catalog().list({ status: 'active', limit: 1, after: 'acme' })).toMatchObject([
      { slug: 'globex' },
    ]);
  });

  it('keeps the URL of a server sealed', async () => {
    const servers = here.get(ServerCatalog);
    const url = 'postgresql://user:geheim@db2.example:5432/postgres';
    await servers.put({ name: 'second', engine: 'postgres', url, region: 'eu', capacity: 3 });
    const row = await servers.find('second');
    expect(row?.urlEncrypted).toMatch(/^v1\./);
    expect(await servers.urlOf('second')).toBe(url);
    expect(() => new SecretBox(['another key']).open(row!.urlEncrypted, `servers.url:${row!.id}`)).toThrow(
      /ENCRYPTION_KEY/,
    );
  });

  it('places a tenant that needs a region on a server of it, and on no other', async () => {
    const creation = here.get(TenantCreator).create({ ...newTenant('abroad'), region: 'us' });
    await expect(creation).rejects.toMatchObject({ code: 'validation_failed', errors: [{ path: 'region' }] });
  });
});
