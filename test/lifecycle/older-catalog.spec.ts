import { OperationRunner, TenantCatalog, TenantCreator } from '@tenantry/nest/operator';
import { TEST_ENGINES, useThrowawayServer } from '@tenantry/nest/testing';
import type { DataSource } from 'typeorm';
import { CONTROL_DATA_SOURCE } from '../../libs/tenancy/src/repository/inject-tenant-repository.js';
import { LibraryProgram, newTenant } from './library-program.js';

describe.each(TEST_ENGINES)('a catalog of before programs had data of their own, on %s', (engine) => {
  const server = useThrowawayServer(engine);
  let program: LibraryProgram;
  let controlUrl: string;
  const control = (): DataSource => program.app.get(CONTROL_DATA_SOURCE, { strict: false });

  beforeAll(async () => {
    controlUrl = await server().createDatabase('control');
    program = await LibraryProgram.start({ server: server(), controlUrl });
    for (const slug of ['acme', 'globex']) {
      const { operationId } = await program.get(TenantCreator).create(newTenant(slug));
      await program.get(OperationRunner).finished(operationId);
    }
  });
  afterAll(() => program?.close());

  it('can be had again, with the values', async () => {
    const isOlder = async () => {
      const runner = control().createQueryRunner();
      const found = await runner.hasColumn('tenants', 'max_users');
      await runner.release();
      return found;
    };
    while (!(await isOlder())) await control().undoLastMigration();
    const rows: object[] = await control().query(
      'SELECT slug, admin_email, max_users, currency, plan FROM tenants ORDER BY slug',
    );
    const older = { max_users: 5, currency: 'EUR', plan: null };
    expect(rows).toEqual([
      expect.objectContaining({ slug: 'acme', admin_email: 'owner@acme.test', ...older }),
      expect.objectContaining({ slug: 'globex', admin_email: 'owner@globex.test', ...older }),
    ]);
    await expect(control().query(`UPDATE tenants SET max_users = 0 WHERE slug = 'acme'`)).rejects.toThrow(
      /check|constraint/i,
    );
  });

  it('keeps what its tenants had', async () => {
    await control().query(
      `UPDATE tenants SET max_users = 7, plan = 'starter', currency = 'JPY', multi_location = ${engine === 'postgres' ? 'true' : '1'},
        trial_ends_at = '2026-03-04 05:06:07.089' WHERE slug = 'acme'`,
    );
    await program.close();
    program = await LibraryProgram.start({ server: server(), controlUrl });

    const catalog = program.get(TenantCatalog);
    expect((await catalog.get('acme')).data).toEqual({
      adminEmail: 'owner@acme.test',
      currency: 'JPY',
      plan: 'starter',
      trialEndsAt: '2026-03-04T05:06:07.089Z',
      maxUsers: 7,
      features: { multiLocation: true },
    });
    expect((await catalog.get('globex')).data).toMatchObject({
      maxUsers: 5,
      features: { multiLocation: false },
    });
    expect((await catalog.list({ data: { plan: 'starter' } })).map(({ slug }) => slug)).toEqual(['acme']);
    expect((await catalog.list({ q: 'owner@globex' })).map(({ slug }) => slug)).toEqual(['globex']);
  });

  it('takes new tenants', async () => {
    const { operationId } = await program.get(TenantCreator).create(newTenant('initech'));
    await program.get(OperationRunner).finished(operationId);
    expect((await program.get(TenantCatalog).get('initech')).data.maxUsers).toBe(5);
  });
});
