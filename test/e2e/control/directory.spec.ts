import {
  expectStatus,
  type HttpClient,
  startPlatform,
  type TenantClient,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';

describe.each(TEST_ENGINES)('The directory for operators on %s', (engine) => {
  const ann = { email: 'ann@people.test', password: 'password of ann' };
  let platform: TestPlatform;
  let operator: HttpClient;
  let acme: TenantClient;
  let globex: TenantClient;
  let store: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    operator = await platform.operator();
    acme = await platform.createTenant({ slug: 'acme', name: 'Acme' });
    // With the test's prefix, so that it goes with the others.
    store = `${platform.server.prefix}orgdata_123`;
    globex = await platform.createTenant({ slug: 'globex', store });
    await expectStatus(201, acme.post('/api/users', { ...ann, name: 'Ann', role: 'sales' }));
    await expectStatus(201, globex.post('/api/users', { ...ann, name: 'Ann', role: 'viewer' }));
  });
  afterAll(() => platform?.close());

  const find = async (email: string) =>
    (await expectStatus(200, operator.get(`/api/directory?email=${encodeURIComponent(email)}`))).body.items;
  const inAcme = { tenant: { slug: 'acme', name: 'Acme', status: 'active' }, role: 'sales' };
  const inGlobex = { tenant: { slug: 'globex', name: 'globex', status: 'active' }, role: 'viewer' };

  it('says where somebody belongs, as what', async () => {
    const well = { active: true, locked: false };
    expect(await find('ANN@people.test')).toEqual([
      { ...inAcme, ...well },
      { ...inGlobex, ...well },
    ]);
    expect(await find('nobody@people.test')).toEqual([]);
    expect(await find(acme.owner.email)).toMatchObject([{ tenant: { slug: 'acme' }, role: 'owner' }]);
  });

  it('tells who is locked out in one company, and not in the other', async () => {
    for (let round = 0; round < 10; round += 1) {
      await platform
        .request('acme.localhost')
        .post('/api/auth/login', { email: ann.email, password: `wrong ${round}` });
    }
    expect((await find(ann.email)).map(({ locked }: { locked: boolean }) => locked)).toEqual([true, false]);
  });

  it('tells who was deactivated, and counts them no more', async () => {
    const { body } = await globex.get('/api/users?q=ann');
    const { id } = body.items[0];
    await expectStatus(200, globex.patch(`/api/users/${id}`, { active: false }));
    expect(await find(ann.email)).toMatchObject([{ active: true }, { ...inGlobex, active: false }]);
    expect((await operator.get('/api/tenants/globex')).body.users).toBe(1);
    await expectStatus(200, globex.patch(`/api/users/${id}`, { active: true }));
    expect((await find(ann.email))[1].active).toBe(true);
    expect((await operator.get('/api/tenants/globex')).body.users).toBe(2);
  });

  it('is for operators, and takes an address', async () => {
    const path = `/api/directory?email=${ann.email}`;
    expect((await acme.get(path)).status).toBe(404);
    expect((await platform.request('admin.localhost').get(path)).status).toBe(401);
    const { status, body } = await operator.get('/api/directory');
    expect([status, body.errors[0].path]).toEqual([400, 'email']);
    expect(await find('no address')).toEqual([]);
  });

  it('finds the store under the name that was chosen, which is nobody else’s', async () => {
    expect((await operator.get('/api/tenants/globex')).body.store).toBe(store);
    const input = { name: 'Late', slug: 'late', adminEmail: 'late@people.test' };
    const taken = await operator.post('/api/tenants', { ...input, store });
    expect([taken.status, taken.body.code]).toEqual([409, 'store_taken']);
    for (const bad of ['Orgdata', '../etc', 'postgres', 'mysql', 'pg_x', 'a-b', 'x;--']) {
      const { status, body } = await operator.post('/api/tenants', { ...input, store: bad });
      expect([bad, status, body.errors?.[0]?.path]).toEqual([bad, 400, 'store']);
    }
    await expectStatus(404, operator.get('/api/tenants/late'));
  });
});
