import {
  ConnectionRegistry,
  FleetMigration,
  OperationRunner,
  OperationStore,
  StoreLocator,
  TenantCatalog,
  TenantCreator,
} from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import { TEST_ENGINES, useThrowawayServer } from '@tenantry/nest/testing';
import { LibraryProgram, newTenant, Notes } from './library-program.js';

describe.each(TEST_ENGINES)('a fleet that is migrated on %s', (engine) => {
  const server = useThrowawayServer(engine);
  const slugs = ['alpha', 'beta', 'delta'];
  let controlUrl: string;
  let program: LibraryProgram;

  const start = (newer: boolean) => LibraryProgram.start({ server: server(), controlUrl, newer });

  beforeEach(async () => {
    controlUrl = await server().createDatabase(`control_${expect.getState().currentTestName?.length}`);
  });
  afterEach(async () => {
    for (const slug of slugs) {
      const tenant = await program.get(TenantCatalog).get(slug);
      const { admin, store } = await program.get(StoreLocator).place(tenant);
      const { username } = new URL(await program.get(StoreLocator).storeUrl(tenant));
      await admin.drop(store);
      await admin.roles?.drop(username);
    }
    await program.close();
  });

  const makeFleet = async () => {
    const old = await start(false);
    for (const slug of slugs) {
      const { operationId } = await old.get(TenantCreator).create(newTenant(slug));
      await old.get(OperationRunner).finished(operationId);
    }
    await old.close();
    program = await start(true);
  };
  const fleet = () => program.get(FleetMigration);
  const versionOf = async (slug: string) => (await program.get(TenantCatalog).get(slug)).schemaVersion;

  it('refuses requests to a store behind the program until it is migrated', async () => {
    await makeFleet();
    const enter = () => program.get(Tenancy).run('alpha', () => program.get(Notes).repository.count());
    await expect(enter()).rejects.toMatchObject({ code: 'tenant_schema_outdated' });
    expect(await fleet().behind()).toEqual(slugs);
    await fleet().run({ slugs: ['alpha'] });
    expect(await enter()).toBe(0);
  });

  it('goes on after a tenant that fails, and the next run does only what is left', async () => {
    await makeFleet();
    const broken = await program.get(TenantCatalog).get('beta');
    const { admin, store } = await program.get(StoreLocator).place(broken);
    await admin.drop(store);

    const report = await fleet().run();
    expect(report).toMatchObject({ succeeded: ['alpha', 'delta'], skipped: [], interrupted: false });
    expect(report.failed).toEqual([
      { tenant: 'beta', code: 'tenant_database_unavailable', error: expect.any(String) },
    ]);
    expect(await versionOf('alpha')).toBe('MoreNotes1763000001000');
    expect(await versionOf('beta')).toBe('NotesInit1763000000000');

    const again = await fleet().run();
    expect(again.failed.map(({ tenant }) => tenant)).toEqual(['beta']);
    expect(again.skipped).toContainEqual({ tenant: 'alpha', reason: 'is at the newest version' });
    expect(again.succeeded).toEqual([]);
  });

  it('opens no tenant connection when the fleet is at the newest version', async () => {
    await makeFleet();
    await fleet().run();
    const operations = await program.get(OperationStore).list({ kind: 'migrate' });
    const open = jest.spyOn(program.get(ConnectionRegistry), 'open');
    const report = await fleet().run();
    expect(open).not.toHaveBeenCalled();
    expect(report.skipped).toHaveLength(3);
    expect(await program.get(OperationStore).list({ kind: 'migrate' })).toHaveLength(operations.length);
  });

  it('stops between two tenants when it is told to', async () => {
    await makeFleet();
    const stop = new AbortController();
    const seen: [number, number][] = [];
    const report = await fleet().run({
      signal: stop.signal,
      onProgress: (done, total) => {
        seen.push([done, total]);
        if (done === 2) stop.abort();
      },
    });
    expect(report).toEqual({ succeeded: ['alpha', 'beta'], failed: [], skipped: [], interrupted: true });
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(await versionOf('delta')).toBe('NotesInit1763000000000');
  });

  it('leaves a tenant alone that is newer than the program', async () => {
    await makeFleet();
    await fleet().run({ slugs: ['alpha'] });
    await program.close();
    program = await start(false);
    const report = await fleet().run();
    expect(report.skipped).toContainEqual({ tenant: 'alpha', reason: 'is newer than this program' });
    expect(await program.get(Tenancy).run('alpha', () => program.get(Notes).repository.count())).toBe(0);
  });

  it('is one operation at a time for a tenant', async () => {
    await makeFleet();
    const both = await Promise.allSettled([fleet().start('alpha'), fleet().start('alpha')]);
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'conflict' } },
    ]);
    for (const one of both)
      if (one.status === 'fulfilled') await program.get(OperationRunner).finished(one.value);
    expect(await versionOf('alpha')).toBe('MoreNotes1763000001000');
  });
});
