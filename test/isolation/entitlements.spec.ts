import {
  expectStatus,
  type HttpClient,
  type Json,
  startPlatform,
  type TenantClient,
  TEST_STORES,
  type TestPlatform,
} from '../support/index.js';

const ROUNDS = 15;

/** What a company may do is cached with it: never with another. */
describe.each(TEST_STORES)('Entitlements of two companies on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let full: TenantClient;
  let small: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    operator = await platform.operator();
    full = await platform.createTenant({ slug: 'full', maxUsers: 9, multiLocation: true });
    small = await platform.createTenant({ slug: 'small', maxUsers: 2, features: { sales: false } });
  });
  afterAll(() => platform?.close());

  const settingsOf = async (company: HttpClient): Promise<Json> =>
    (await expectStatus(200, company.get('/api/tenant/settings'))).body;

  it('are each its own, asked for at once and while one of them changes', async () => {
    const changing = async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const change = { maxUsers: 9 + (round % 2), name: `Full ${round}` };
        await expectStatus(200, operator.patch('/api/tenants/full', change));
      }
    };
    const asking = async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const [ours, theirs, sales, none] = await Promise.all([
          settingsOf(full),
          settingsOf(small),
          full.get('/api/sales/customers'),
          small.get('/api/sales/customers'),
        ]);
        expect([ours.features.multiLocation, ours.features.sales]).toEqual([true, true]);
        expect([theirs.maxUsers, theirs.features.multiLocation, theirs.features.sales]).toEqual([
          ...[2, false, false],
        ]);
        expect([sales.status, none.status]).toEqual([200, 403]);
      }
    };
    await Promise.all([changing(), asking(), asking()]);
  });

  it('write their own document for each', async () => {
    const sales = async (company: HttpClient) =>
      Object.keys((await company.get('/docs-json')).body.paths as object).some((path) =>
        path.startsWith('/api/sales/'),
      );
    const asked = [small, full, small, full].map((company) => sales(company));
    expect(await Promise.all(asked)).toEqual([false, true, false, true]);
  });

  it('count the users and places of their own company', async () => {
    const person = (name: string) => ({ email: `${name}@x.test`, name, role: 'viewer' });
    for (const name of ['a', 'b', 'c']) await expectStatus(201, full.post('/api/users', person(name)));
    await expectStatus(201, small.post('/api/users', person('a')));
    const { body } = await small.post('/api/users', person('b'));
    expect(body).toMatchObject({ code: 'plan_limit_reached', limit: 2, used: 2 });
    await expectStatus(201, full.post('/api/locations', { code: 'S2', name: 'Second' }));
    expect((await small.post('/api/locations', { code: 'S2', name: 'Second' })).body.code).toBe(
      'feature_not_enabled',
    );
  });
});
