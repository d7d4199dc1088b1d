import { startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe.each(TEST_ENGINES)('Codes in the books on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme' }));
  });
  afterAll(() => platform?.close());

  it.each([
    ['accounting/accounts', { code: '4711', name: 'Own', type: 'expense' }],
    ['accounting/tax-rates', { code: '4711', name: 'Own', rate: '0.1' }],
  ])('are named when another one has them: %s', async (path, input) => {
    await books.make(path, input);
    const other = await books.make(path, { ...input, code: '4712' });
    const answers = [
      await books.client.post(`/api/${path}`, input),
      await books.client.patch(`/api/${path}/${other.id}`, { code: '4711' }),
    ];
    for (const { status, body } of answers)
      expect([status, body.code, body.detail, body.errors]).toEqual([
        ...[409, 'conflict', 'code 4711 exists already.'],
        [{ path: 'code', message: '4711 exists already' }],
      ]);
    expect((await books.client.patch(`/api/${path}/${other.id}`, { code: '4712' })).status).toBe(200);
  });
});
