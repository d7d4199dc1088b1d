import {
  expectStatus,
  type Json,
  startPlatform,
  type TenantClient,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';

const TRIES = 12;

describe.each(TEST_ENGINES)('What a company may have on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme', maxUsers: 3, plan: 'starter' });
    globex = await platform.createTenant({ slug: 'globex', maxUsers: 30 });
  });
  afterAll(() => platform?.close());

  const person = (name: string, role = 'viewer') => ({ email: `${name}@x.test`, name, role });
  const atOnce = (send: (index: number) => Promise<{ status: number; body: Json }>) =>
    Promise.all(Array.from({ length: TRIES }, (_, index) => send(index)));
  const counts = (answers: { status: number }[]) =>
    [201, 403].map((wanted) => answers.filter(({ status }) => status === wanted).length);

  it('gives the last seat once, however many ask', async () => {
    await expectStatus(201, acme.post('/api/users', person('first')));
    const answers = await atOnce((index) => acme.post('/api/users', person(`seat${index}`)));
    expect(counts(answers)).toEqual([1, TRIES - 1]);
    const { body } = answers.find(({ status }) => status === 403)!;
    expect(body).toMatchObject({
      ...{ code: 'plan_limit_reached', metric: 'users', limit: 3, used: 3, plan: 'starter' },
    });
  });

  it('takes no seat for employees, until they become something else', async () => {
    const { body: ann } = await expectStatus(201, acme.post('/api/users', person('ann', 'employee')));
    const promoted = await acme.patch(`/api/users/${ann.id}`, { role: 'viewer' });
    expect([promoted.status, promoted.body.code]).toEqual([403, 'plan_limit_reached']);
    const { body } = await acme.get('/api/users?role=viewer&active=true');
    await expectStatus(200, acme.patch(`/api/users/${body.items[0].id}`, { role: 'employee' }));
    await expectStatus(200, acme.patch(`/api/users/${ann.id}`, { role: 'viewer' }));
    expect((await acme.post('/api/users', person('late'))).body.used).toBe(3);
  });

  it('gives the last place of a kind once, however many ask', async () => {
    const answers = await atOnce((index) =>
      acme.post('/api/locations', { code: `W${index}`, name: 'Depot', kind: 'warehouse' }),
    );
    expect(counts(answers)).toEqual([1, TRIES - 1]);
    const { body } = answers.find(({ status }) => status === 403)!;
    expect(body).toMatchObject({ code: 'feature_not_enabled', feature: 'multiLocation' });
    const { body: all } = await acme.get('/api/locations');
    expect(all.items.map(({ kind }: Json) => kind).toSorted()).toEqual(['store', 'warehouse']);
  });

  it('looks at a place that becomes active, or another kind, as at a new one', async () => {
    const asleep = { code: 'OFF', name: 'Closed', active: false };
    const { body: place } = await expectStatus(201, acme.post('/api/locations', asleep));
    expect(place.kind).toBe('store');
    const woken = await acme.patch(`/api/locations/${place.id}`, { active: true });
    expect([woken.status, woken.body.code]).toEqual([403, 'feature_not_enabled']);
    await expectStatus(200, acme.patch(`/api/locations/${place.id}`, { kind: 'office', active: true }));
    const turned = await acme.patch(`/api/locations/${place.id}`, { kind: 'warehouse' });
    expect(turned.body.code).toBe('feature_not_enabled');
  });

  it('is one company’s, and not another’s', async () => {
    const [mine, theirs] = await Promise.all([
      atOnce((index) => acme.post('/api/users', person(`mine${index}`))),
      atOnce((index) => globex.post('/api/users', person(`theirs${index}`))),
    ]);
    expect(counts(mine)).toEqual([0, TRIES]);
    expect(counts(theirs)).toEqual([TRIES, 0]);
  });
});
