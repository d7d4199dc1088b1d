import {
  ConnectionChanger,
  OperationRunner,
  ServerCatalog,
  ServerKeeper,
  StoreCheck,
  StoreLocator,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import {
  dropUnlessFailed,
  type StartedPostgres,
  startPostgres,
  throwawayServer,
} from '@tenantry/nest/testing';
import type { ThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { LibraryProgram, newTenant, Notes } from './library-program.js';

/** On a server that checks passwords. */
describe('the password of a database URL', () => {
  let postgres: StartedPostgres;
  let server: ThrowawayServer;
  let program: LibraryProgram;

  beforeAll(async () => {
    postgres = await startPostgres();
    server = await throwawayServer('postgres', postgres.url);
    program = await LibraryProgram.start({ server, controlUrl: await server.createControl() });
    await create('acme');
  });
  afterAll(async () => {
    await program?.close();
    if (server) await dropUnlessFailed(server);
    await postgres?.stop();
  });

  const create = async (slug: string, more: object = {}) => {
    const { operationId } = await program.get(TenantCreator).create({ ...newTenant(slug), ...more });
    await program.get(OperationRunner).finished(operationId);
  };
  const withPassword = (url: string, password: string) => Object.assign(new URL(url), { password }).href;
  const tenant = () => program.get(TenantCatalog).get('acme');
  const storeUrl = async () => program.get(StoreLocator).storeUrl(await tenant());
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      ({ code, message }: { code: string; message: string }) => ({ code, message }),
    );

  it('is refused when it is wrong and a tenant is made; nothing is left', async () => {
    const databaseUrl = withPassword(await server.createDatabase('own'), 'wrong-one');
    const refused = await refusal(create('own', { databaseUrl }));
    expect(refused).toMatchObject({ code: 'server_sign_in_refused' });
    expect(refused?.message).not.toContain('wrong-one');
    expect(await program.get(TenantCatalog).find('own')).toBeUndefined();
  });

  it('is refused when it is wrong and a connection is changed; nothing is changed', async () => {
    const before = [await storeUrl(), (await tenant()).connectionVersion];
    const databaseUrl = withPassword(await storeUrl(), 'wrong-one');
    const change = program.get(ConnectionChanger).change('acme', { databaseUrl });
    expect(await refusal(change)).toMatchObject({ code: 'server_sign_in_refused' });
    expect([await storeUrl(), (await tenant()).connectionVersion]).toEqual(before);
  });

  it('is refused when it is wrong and a server is added', async () => {
    const add = program
      .get(ServerKeeper)
      .add({ name: 'second', url: withPassword(postgres.url, 'wrong-one') });
    expect(await refusal(add)).toMatchObject({ code: 'server_sign_in_refused' });
    expect(await program.get(ServerCatalog).find('second')).toBeUndefined();
  });

  it('can be changed, with the old one being refused from then on', async () => {
    const before = new URL(await storeUrl());
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(`ALTER ROLE ${before.username} PASSWORD 'rotated-1'`);
    await client.end();
    const adminUrl = Object.assign(new URL(postgres.url), { pathname: before.pathname }).href;
    const databaseUrl = withPassword(before.href, 'rotated-1');
    await program.get(ConnectionChanger).change('acme', { databaseUrl, adminUrl });
    expect(await storeUrl()).toBe(databaseUrl);
    expect(await program.get(StoreCheck).check(await tenant())).toMatchObject({ status: 'ok' });
    expect(await program.get(Tenancy).run('acme', () => program.get(Notes).repository.count())).toBe(0);
  });

  it.each([
    ['schema', 'row'],
    ['row', 'schema'],
  ])(
    'of the role that %s tenants share stays when %s tenants come by another name of the server',
    async (...[first, second]) => {
      const twin = `twin-${second}`;
      await program.get(ServerKeeper).add({ name: twin, url: postgres.url });
      const made = [`a-${first}`, `b-${second}`, `c-${first}`] as const;
      await create(made[0], { isolation: first });
      await create(made[1], { isolation: second, server: twin });
      await create(made[2], { isolation: first });
      const catalog = program.get(TenantCatalog);
      expect((await catalog.get(made[1])).placement.server).toBe(twin);
      for (const slug of made)
        expect(await program.get(StoreCheck).check(await catalog.get(slug))).toMatchObject({ status: 'ok' });
    },
  );

  it('is kept sealed, the one for migrations too', async () => {
    const row = await program.get(TenantCatalog).getRow('acme');
    expect(row.databaseUrlEncrypted).toMatch(/^v1\./);
    expect(row.adminUrlEncrypted).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain('rotated-1');
    expect(await program.get(StoreLocator).adminUrl(await tenant())).toContain('throwaway');
  });

  it('is refused for migrations when it leads to another database', async () => {
    const adminUrl = await server.createDatabase('somewhere');
    const change = program.get(ConnectionChanger).change('acme', { databaseUrl: await storeUrl(), adminUrl });
    expect(await refusal(change)).toMatchObject({ code: 'validation_failed' });
  });
});
