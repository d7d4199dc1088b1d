import {
  expectStatus,
  type Json,
  startPlatform,
  type TenantClient,
  TEST_ENGINES,
  type TestPlatform,
} from '../support/index.js';

describe.each(TEST_ENGINES)('The places of two companies on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme', multiLocation: true });
    globex = await platform.createTenant({ slug: 'globex', multiLocation: true });
  });
  afterAll(() => platform.close());

  const add = async (company: TenantClient, code: string, name = code): Promise<Json> =>
    (await expectStatus(201, company.post('/api/locations', { code, name, kind: 'store' }))).body;
  const namesOf = async (company: TenantClient): Promise<string[]> =>
    (await company.get('/api/locations?limit=100')).body.items.map(({ name }: Json) => name);

  it('may have the same codes', async () => {
    await add(acme, 'SHOP', 'Shop of Acme');
    await add(globex, 'SHOP', 'Shop of Globex');
    expect(await namesOf(acme)).toEqual(['Main', 'Shop of Acme']);
    expect(await namesOf(globex)).toEqual(['Main', 'Shop of Globex']);
  });

  it("are not found, changed or deleted under the other's name", async () => {
    const { id } = await add(acme, 'HIDDEN');
    const answers = [
      await globex.get(`/api/locations/${id}`),
      await globex.patch(`/api/locations/${id}`, { name: 'Stolen' }),
      await globex.delete(`/api/locations/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await acme.get(`/api/locations/${id}`)).body.name).toBe('HIDDEN');
  });

  it("can't be what a user of the other is bound to", async () => {
    const { id } = await add(acme, 'BOUND');
    const user = { email: 'bound@globex.test', name: 'Bound', role: 'sales', password: 'password of bound' };
    const { status, body } = await globex.post('/api/users', { ...user, locationIds: [id] });
    expect([status, body.code]).toEqual([422, 'unknown_reference']);
    await expectStatus(201, acme.post('/api/users', { ...user, locationIds: [id] }));
    const { body: theirs } = await globex.get('/api/users?q=bound');
    expect(theirs.items).toEqual([]);
  });

  it('stay apart when both are written at the same time', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const company = index % 2 ? acme : globex;
        return add(company, `P-${index}`, `${company.slug} ${index}`);
      }),
    );
    for (const [company, other] of [
      [acme, globex],
      [globex, acme],
    ] as const) {
      const names = await namesOf(company);
      expect(names.filter((name) => name.startsWith(`${company.slug} `))).toHaveLength(20);
      expect(names.filter((name) => name.startsWith(`${other.slug} `))).toEqual([]);
    }
  });
});
