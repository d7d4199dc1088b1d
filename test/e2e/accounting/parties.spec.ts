import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe.each(TEST_ENGINES)('Whose the lines on control accounts are, on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  let customerId: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme' }));
    ({ id: customerId } = await books.make('sales/customers', { name: 'A customer' }));
  });
  afterAll(() => platform?.close());

  const line = async (code: string, input: object) => ({ accountId: await books.account(code), ...input });
  const post = async (lines: object[], date = '2006-03-01'): Promise<Json> =>
    (await books.client.post('/api/accounting/journal-entries', { date, memo: 'By hand', lines })).body;

  it.each([
    ['1100', 'customerId'],
    ['2400', 'customerId'],
    ['2100', 'vendor'],
  ])('has to be said on account %s', async (code, field) => {
    const lines = [await line('1020', { credit: '5.00' }), await line(code, { debit: '5.00' })];
    const { code: problem, errors, detail } = await post(lines);
    expect([problem, errors[0].path]).toEqual(['party_required', `lines.1.${field}`]);
    expect(detail).toContain(`"${code}"`);
  });

  it('is a customer or a vendor, not both, and not one of the other kind', async () => {
    const bank = await line('1020', { credit: '5.00' });
    const both = await post([bank, await line('1100', { debit: '5.00', customerId, vendor: 'X' })]);
    expect([both.code, both.errors[0].path]).toEqual(['validation_failed', 'lines.1']);
    const other = await post([bank, await line('2100', { debit: '5.00', customerId })]);
    expect(other.code).toBe('party_required');
  });

  it('is shown by the entry, the ledger and its file, and taken over by the reversal', async () => {
    const lines = [
      await line('2100', { credit: '40.00', vendor: 'City Estates' }),
      await line('1100', { debit: '40.00', customerId }),
    ];
    const entry = await post(lines, '2006-03-02');
    const parties = ({ lines: shown }: Json) => shown.map((one: Json) => [one.customerId, one.vendor]);
    expect(parties(entry)).toEqual([
      [null, 'City Estates'],
      [customerId, null],
    ]);
    const taken = await books.act(`accounting/journal-entries/${entry.id}/reverse`, { date: '2006-03-03' });
    expect(parties(taken)).toEqual(parties(entry));
    expect(taken.lines[0]).toMatchObject({ debit: '40.00', vendor: 'City Estates' });
    const path = `accounting/accounts/${await books.account('2100')}/ledger`;
    const { items } = await books.read(path);
    expect(items.map(({ vendor }: Json) => vendor)).toEqual(['City Estates', 'City Estates']);
    const { raw } = await books.client.get(`/api/${path}?format=csv`);
    const [head, first] = raw.toString('utf8').split(/\r?\n/);
    expect(head).toContain('customerId,vendor');
    expect(first).toContain(',City Estates,');
  });
});
