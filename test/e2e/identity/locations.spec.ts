import {
  expectStatus,
  type Json,
  startPlatform,
  type TenantClient,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { newCustomer } from '../../support/sales.support.js';

const NOBODY = '019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d';

describe.each(TEST_ENGINES)('Locations on %s', (engine) => {
  let platform: TestPlatform;
  let many: TenantClient;
  let one: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    many = await platform.createTenant({ slug: 'many', multiLocation: true });
    one = await platform.createTenant({ slug: 'one' });
  });
  afterAll(() => platform.close());

  const add = async (input: object): Promise<Json> =>
    (await expectStatus(201, many.post('/api/locations', { kind: 'store', name: 'A place', ...input }))).body;
  const codeOf = (response: { status: number; body: Json }) => [response.status, response.body.code];

  it('begin with one place', async () => {
    const { body } = await one.get('/api/locations');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      code: 'MAIN',
      name: 'Main',
      kind: 'store',
      active: true,
      parentId: null,
    });
  });

  it('stay at one of each kind without multi-location', async () => {
    const answer = await one.post('/api/locations', { code: 'B', name: 'B' });
    expect(codeOf(answer)).toEqual([403, 'feature_not_enabled']);
    expect((await one.get('/api/locations')).body.items).toHaveLength(1);
    const branch = { code: 'B', name: 'B', kind: 'branch' };
    const { body } = await expectStatus(201, one.post('/api/locations', branch));
    expect(codeOf(await one.post('/api/locations', { ...branch, code: 'C' }))).toEqual([
      ...[403, 'feature_not_enabled'],
    ]);
    await expectStatus(204, one.delete(`/api/locations/${body.id}`));
  });

  it('can be renamed without multi-location', async () => {
    const { id } = (await one.get('/api/locations')).body.items[0];
    const { status, body } = await one.patch(`/api/locations/${id}`, {
      name: 'Headquarters',
      kind: 'office',
    });
    expect([status, body.name, body.kind, body.version]).toEqual([200, 'Headquarters', 'office', 2]);
  });

  it('form a tree', async () => {
    const north = await add({ code: 'NORTH', kind: 'region' });
    const shop = await add({ code: 'SHOP-N', parentId: north.id, address: 'High Street 1' });
    const { body } = await many.get('/api/locations/tree');
    const node = body.items.find((item: Json) => item.id === north.id);
    expect(node.children).toMatchObject([{ id: shop.id, address: 'High Street 1', children: [] }]);
    expect((await many.get(`/api/locations?parentId=${north.id}`)).body.items).toHaveLength(1);
  });

  it('sell where something can be sold: not in a region', async () => {
    const { id: customerId } = await newCustomer(many);
    const lines = [{ description: 'A thing', quantity: '1', unitPrice: '1.00' }];
    const south = await add({ code: 'SOUTH', kind: 'region' });
    const depot = await add({ code: 'DEPOT', kind: 'warehouse' });
    const invoice = (locationId: string) =>
      many.post('/api/sales/invoices', { customerId, locationId, lines });
    const refused = await invoice(south.id);
    expect(codeOf(refused)).toEqual([422, 'location_cannot_sell']);
    expect(refused.body.errors[0].path).toBe('locationId');
    await expectStatus(201, invoice(depot.id));
  });

  it('have codes of their own', async () => {
    await add({ code: 'TWICE' });
    const again = await many.post('/api/locations', { code: 'TWICE', name: 'Again', kind: 'store' });
    expect(codeOf(again)).toEqual([409, 'conflict']);
  });

  it('move with all below them, but never below themselves', async () => {
    const [top, middle, leaf] = [
      await add({ code: 'T1', kind: 'region' }),
      await add({ code: 'T2', kind: 'region' }),
      await add({ code: 'T3' }),
    ];
    await expectStatus(200, many.patch(`/api/locations/${leaf.id}`, { parentId: middle.id }));
    await expectStatus(200, many.patch(`/api/locations/${middle.id}`, { parentId: top.id }));
    for (const parentId of [top.id, middle.id, leaf.id]) {
      const answer = await many.patch(`/api/locations/${top.id}`, { parentId });
      expect(codeOf(answer)).toEqual([422, 'location_cycle']);
    }
    const moved = await many.patch(`/api/locations/${middle.id}`, { parentId: null });
    expect([moved.status, moved.body.parentId]).toEqual([200, null]);
  });

  it('never form a cycle, not even by two moves at once', async () => {
    const [a, b] = [await add({ code: 'C1' }), await add({ code: 'C2' })];
    const answers = await Promise.all([
      many.patch(`/api/locations/${a.id}`, { parentId: b.id }),
      many.patch(`/api/locations/${b.id}`, { parentId: a.id }),
    ]);
    expect(answers.map(({ status }) => String(status)).sort()).toEqual(['200', '422']);
  });

  it('refuse a parent that does not exist', async () => {
    const answer = await many.post('/api/locations', {
      code: 'X',
      name: 'X',
      kind: 'store',
      parentId: NOBODY,
    });
    expect(codeOf(answer)).toEqual([422, 'unknown_reference']);
    expect(answer.body.errors[0].path).toBe('parentId');
  });

  it('are deleted when nothing refers to them', async () => {
    const { id } = await add({ code: 'GONE' });
    expect((await many.delete(`/api/locations/${id}`)).status).toBe(204);
    expect(codeOf(await many.get(`/api/locations/${id}`))).toEqual([404, 'not_found']);
  });

  it('are deactivated rather than deleted once something refers to them', async () => {
    const { id } = await add({ code: 'USED' });
    await add({ code: 'BELOW', parentId: id });
    expect(codeOf(await many.delete(`/api/locations/${id}`))).toEqual([409, 'location_in_use']);
    const { body } = await many.patch(`/api/locations/${id}`, { active: false });
    expect(body.active).toBe(false);
    expect((await many.get('/api/locations?active=false')).body.items).toMatchObject([{ code: 'USED' }]);
  });

  it('keep the last active one', async () => {
    const { id } = (await one.get('/api/locations')).body.items[0];
    expect(codeOf(await one.patch(`/api/locations/${id}`, { active: false }))).toEqual([
      422,
      'last_location',
    ]);
    expect(codeOf(await one.delete(`/api/locations/${id}`))).toEqual([422, 'last_location']);
  });

  it('are found by text and listed page by page', async () => {
    const first = (await many.get('/api/locations?limit=2')).body;
    const second = (await many.get(`/api/locations?limit=2&cursor=${first.nextCursor}`)).body;
    const codes: string[] = [...first.items, ...second.items].map((item: Json) => item.code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect((await many.get('/api/locations?q=hIgH%20street')).body.items).toMatchObject([{ code: 'SHOP-N' }]);
  });

  it.each([
    [{ name: 'X', kind: 'store' }, 'code'],
    [{ code: 'a b', name: 'X', kind: 'store' }, 'code'],
    [{ code: 'X', name: 'X', kind: 'castle' }, 'kind'],
    [{ code: 'X', name: 'X', kind: 'store', parentId: 'up' }, 'parentId'],
    [{ code: 'X', name: 'X', kind: 'store', colour: 'red' }, 'colour'],
  ])('refuse %j', async (input, path) => {
    const { status, body } = await many.post('/api/locations', input);
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', path]);
  });

  it('refuse a change of what somebody else has changed', async () => {
    const { id } = await add({ code: 'RACE' });
    await many.patch(`/api/locations/${id}`, { name: 'First', version: 1 });
    const answer = await many.patch(`/api/locations/${id}`, { name: 'Second', version: 1 });
    expect(codeOf(answer)).toEqual([409, 'version_conflict']);
  });
});
