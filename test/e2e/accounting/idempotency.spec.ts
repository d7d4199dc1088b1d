import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

const LIST = 'accounting/journal-entries?limit=100&sort=number';

/** A path, a body and another one; both could be carried out. */
type Call = [path: string, body: object, other: object];

describe.each(TEST_ENGINES)('Idempotency keys of the books on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR' }));
  });
  afterAll(() => platform.close());

  const send = (path: string, body: object) =>
    books.client.post(`/api/${path}`, body, { headers: { 'idempotency-key': 'key' } });
  const expense = { date: '2006-06-01', category: 'Rent', net: '10.00' };
  const draft = (): Promise<Json> => books.make('accounting/expenses', expense);
  const approved = async (): Promise<Json> =>
    books.act(`accounting/expenses/${(await draft()).id}/approve`, {});
  /** How much there is of what these calls make. */
  const size = async (): Promise<number[]> => {
    const lists = [LIST, 'accounting/expenses?limit=100', 'audit?limit=100'];
    return Promise.all(lists.map(async (list) => (await books.read(list)).items.length));
  };

  const CALLS: [string, () => Promise<Call>][] = [
    [
      'an entry',
      async () => {
        const entry = await books.entry('2006-06-02', { 1020: '5.00' }, { 3100: '5.00' });
        return ['accounting/journal-entries', entry, { ...entry, memo: 'Another' }];
      },
    ],
    [
      'a reversal',
      async () => {
        const { id } = await books.post('2006-06-03', { 1020: '5.00' }, { 3100: '5.00' });
        return [`accounting/journal-entries/${id}/reverse`, {}, { memo: 'Another' }];
      },
    ],
    [
      'opening balances',
      async () => {
        const lines = [{ accountId: await books.account('1020'), debit: '7.00' }];
        return ['accounting/opening-balances', { date: '1999-12-30', lines }, { date: '1999-12-31', lines }];
      },
    ],
    ['an expense', async () => ['accounting/expenses', expense, { ...expense, net: '11.00' }]],
    ['an approval', async () => [`accounting/expenses/${(await draft()).id}/approve`, {}, { version: 2 }]],
    [
      'a payment of an expense',
      async () => [`accounting/expenses/${(await approved()).id}/pay`, {}, { method: 'cash' }],
    ],
    [
      'a void expense',
      async () => [`accounting/expenses/${(await approved()).id}/void`, {}, { date: '2006-06-30' }],
    ],
  ];

  it.each(CALLS)('carry out %s once', async (_what, prepare) => {
    const [path, body, other] = await prepare();
    const first = await send(path, body);
    expect([200, 201]).toContain(first.status);
    const once = await size();
    const again = await send(path, body);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([first.status, 'true']);
    expect(again.raw.equals(first.raw)).toBe(true);
    const reused = await send(path, other);
    expect([reused.status, reused.body.code]).toEqual([422, 'idempotency_key_reused']);
    expect(await size()).toEqual(once);
  });

  it('carry out the closing and the reopening of a year once', async () => {
    await books.post('2000-05-01', { 1020: '5.00' }, { 4900: '5.00' });
    const steps: [string, object][] = [
      ['close', { force: true, reason: 'For the test' }],
      ['reopen', { reason: 'Late invoice' }],
    ];
    for (const [step, body] of steps) {
      const path = `accounting/years/2000/${step}`;
      const [first, again] = [await send(path, body), await send(path, body)];
      expect([first.status, again.status]).toEqual([200, 200]);
      expect(again.raw.equals(first.raw)).toBe(true);
    }
    expect(await books.refusal('accounting/years/2000/reopen', { reason: 'Again' })).toEqual([
      409,
      'period_not_closed',
    ]);
  });
});
