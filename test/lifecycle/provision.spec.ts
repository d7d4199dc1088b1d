import {
  InvalidTenantInputError,
  OperationRunner,
  OperationStore,
  SlugTakenError,
  TenantCatalog,
  TenantCreator,
  TenantLimitReachedError,
} from '@tenantry/nest/operator';
import { ISOLATIONS, type ProvisioningStep, Tenancy, TenantNotFoundError } from '@tenantry/nest';
import { TEST_ENGINES, TEST_STORES, useThrowawayServer } from '@tenantry/nest/testing';
import { LibraryProgram, newTenant, Note, Notes } from './library-program.js';

describe.each(TEST_ENGINES)('creating a tenant on %s', (engine) => {
  const server = useThrowawayServer(engine);
  const seen: string[] = [];
  let fail: string | undefined;
  let program: LibraryProgram;

  const step = (name: string): ProvisioningStep => ({
    name,
    run: async ({ tenant, results }) => {
      if (fail === name) throw new Error(`${name} went wrong`);
      const notes = program.get(Notes).repository;
      if ((await notes.countBy({ text: name })) === 0)
        await notes.insert(Object.assign(new Note(), { text: name }));
      seen.push(`${name} ${tenant.slug} ${tenant.data.adminEmail} ${tenant.data.currency}`);
      results.set(name, 'said once');
    },
    undo: async ({ tenant }) => {
      seen.push(`undo ${name} ${tenant.slug}`);
    },
  });

  beforeAll(async () => {
    const controlUrl = await server().createControl();
    const steps = [step('company'), step('administrator')];
    program = await LibraryProgram.start({ server: server(), controlUrl, steps });
  });
  afterAll(() => program?.close());
  beforeEach(() => {
    fail = undefined;
    seen.length = 0;
  });

  const create = (slug: string, more: object = {}) =>
    program.get(TenantCreator).create({ ...newTenant(slug), ...more });
  const runner = () => program.get(OperationRunner);
  const operation = async (id: string) => {
    const [row, steps] = await Promise.all([runner().get(id), program.get(OperationStore).stepsOf([id])]);
    return Object.assign(row, { steps: steps.map(({ name, status }) => `${name}: ${status}`) });
  };

  it('makes an active tenant with a migrated store of its own', async () => {
    const { tenant, operationId } = await create('acme');
    expect(tenant.status).toBe('provisioning');
    const results = await runner().finished(operationId);

    expect(await program.get(TenantCatalog).get('acme')).toMatchObject({
      id: tenant.id,
      status: 'active',
      schemaVersion: 'NotesInit1763000000000',
      placement: { server: 'default', engine, isolation: 'database', store: `${server().prefix}acme` },
    });
    expect(results).toEqual(
      new Map([
        ['company', 'said once'],
        ['administrator', 'said once'],
      ]),
    );
    expect(seen).toEqual(['company acme owner@acme.test EUR', 'administrator acme owner@acme.test EUR']);
    const notes = await program.get(Tenancy).run('acme', () => program.get(Notes).repository.count());
    expect(notes).toBe(2);
  });

  it('writes every step of the operation down', async () => {
    const { operationId } = await create('steps');
    await runner().finished(operationId);
    expect(await operation(operationId)).toMatchObject({
      kind: 'provision',
      tenant: 'steps',
      status: 'succeeded',
      done: 8,
      total: 8,
      claimedBy: null,
      activeTenantId: null,
      steps: [
        'reserve: succeeded',
        'create store: succeeded',
        'mark store: succeeded',
        'create role: succeeded',
        'migrate: succeeded',
        'company: succeeded',
        'administrator: succeeded',
        'activate: succeeded',
      ],
    });
  });

  it('gives one tenant and one refusal when the same is asked for twice at once', async () => {
    const both = await Promise.allSettled([create('twice'), create('twice')]);
    const made = both.find((one) => one.status === 'fulfilled');
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(SlugTakenError);
    await runner().finished(made!.value.operationId);
    expect(await program.get(TenantCatalog).list({ q: 'twice' })).toHaveLength(1);
  });

  it('keeps what failed, says why, and goes on from there when it is retried', async () => {
    fail = 'administrator';
    const { operationId } = await create('unlucky');
    await expect(runner().finished(operationId)).rejects.toThrow('administrator went wrong');
    expect((await program.get(TenantCatalog).get('unlucky')).status).toBe('failed');
    expect(await operation(operationId)).toMatchObject({
      status: 'failed',
      error: 'administrator went wrong',
      done: 6,
    });

    fail = undefined;
    seen.length = 0;
    await runner().retry(operationId);
    await runner().finished(operationId);
    expect((await program.get(TenantCatalog).get('unlucky')).status).toBe('active');
    expect(seen).toEqual(['administrator unlucky owner@unlucky.test EUR']);
  });

  it('undoes everything when a failed creation is cancelled, and the slug is free again', async () => {
    fail = 'administrator';
    const { tenant, operationId } = await create('never');
    await expect(runner().finished(operationId)).rejects.toThrow('went wrong');
    await runner().cancel(operationId);
    await expect(runner().finished(operationId)).rejects.toThrow(/cancelled/);

    expect(seen).toContain('undo company never');
    await expect(program.get(TenantCatalog).get('never')).rejects.toThrow(TenantNotFoundError);
    expect((await operation(operationId)).steps[1]).toBe('create store: undone');
    fail = undefined;
    const again = await create('never');
    expect(again.tenant.id).not.toBe(tenant.id);
    await runner().finished(again.operationId);
  });

  it('refuses to retry or cancel what has succeeded', async () => {
    const { operationId } = await create('done');
    await runner().finished(operationId);
    await expect(runner().retry(operationId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(runner().cancel(operationId)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keeps the password sealed until the end, and not at all afterwards', async () => {
    fail = 'company';
    const { operationId } = await create('secret', { secrets: { adminPassword: 'correct horse battery' } });
    await expect(runner().finished(operationId)).rejects.toThrow('went wrong');
    const failed = await runner().get(operationId);
    expect(failed.secretsEncrypted).toMatch(/^v1\./);
    expect(JSON.stringify(failed)).not.toContain('correct horse');

    fail = undefined;
    await runner().retry(operationId);
    await runner().finished(operationId);
    expect((await runner().get(operationId)).secretsEncrypted).toBeNull();
  });

  it.each([
    ['slug', { slug: 'admin' }],
    ['slug', { slug: 'Acme' }],
    ['name', { name: '  ' }],
    ['isolation', { isolation: 'moat' }],
    ['server', { server: 'nowhere' }],
    ['region', { region: 'mars' }],
    ['databaseUrl', { databaseUrl: 'sqlite:/etc/passwd.sqlite3' }],
    ['databaseUrl', { databaseUrl: 'postgresql://127.0.0.1' }],
  ])('refuses a wrong %s before anything is made', async (path, wrong) => {
    const refusal = await create('wrong', wrong).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidTenantInputError);
    expect((refusal as InvalidTenantInputError).errors[0]?.path).toBe(path);
    await expect(program.get(TenantCatalog).get('wrong')).rejects.toThrow(TenantNotFoundError);
  });

  const missing = ISOLATIONS.filter(
    (isolation) => !TEST_STORES.some(([one, strategy]) => one === engine && strategy === isolation),
  );
  for (const isolation of missing) {
    it(`refuses ${isolation} isolation before anything is made`, async () => {
      await expect(create('wrong', { isolation })).rejects.toMatchObject({ code: 'isolation_not_possible' });
      await expect(program.get(TenantCatalog).get('wrong')).rejects.toThrow(TenantNotFoundError);
    });
  }
});

describe.each(TEST_ENGINES)('MAX_TENANTS on %s', (engine) => {
  const server = useThrowawayServer(engine);

  it('holds when many are created at once, and failed ones do not count', async () => {
    const controlUrl = await server().createControl();
    let failing = true;
    const step = {
      name: 'company',
      run: async () => (failing ? Promise.reject(new Error('no')) : undefined),
    };
    const program = await LibraryProgram.start({
      server: server(),
      controlUrl,
      steps: [step],
      stores: { maxTenants: 3 },
    });
    const runner = program.get(OperationRunner);
    const create = (slug: string) => program.get(TenantCreator).create(newTenant(slug));

    const broken = await create('broken');
    await expect(runner.finished(broken.operationId)).rejects.toThrow('no');
    failing = false;
    const many = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => create(`many-${index}`)));
    const made = many.filter((one) => one.status === 'fulfilled');
    const refused = many.filter((one) => one.status === 'rejected');
    expect(made).toHaveLength(3);
    expect(refused.every(({ reason }) => reason instanceof TenantLimitReachedError)).toBe(true);
    await Promise.all(made.map(({ value }) => runner.finished(value.operationId)));
    await expect(runner.retry(broken.operationId)).rejects.toThrow(TenantLimitReachedError);
    await program.close();
  });
});
