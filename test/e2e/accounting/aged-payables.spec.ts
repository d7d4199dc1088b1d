import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

const DAYS = ['2006-01-09', '2006-01-10', '2006-01-31', '2006-02-15', '2006-03-20', '2006-06-30'];

describe.each(TEST_ENGINES)('Aged payables on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', multiLocation: true }));
  });
  afterAll(() => platform?.close());

  const expense = async (input: object): Promise<string> => {
    const { id } = await books.make('accounting/expenses', { category: 'Rent', ...input });
    await books.act(`accounting/expenses/${id}/approve`);
    return id;
  };
  const byHand = async (date: string, vendor: string, [side, other, amount]: [string, string, string]) =>
    books.make('accounting/journal-entries', {
      date,
      memo: 'By hand',
      lines: [
        { accountId: await books.account('2100'), vendor, [side]: amount },
        { accountId: await books.account('1020'), [other]: amount },
      ],
    });
  const credit = (date: string, vendor: string, amount: string) =>
    byHand(date, vendor, ['credit', 'debit', amount]);
  const debit = (date: string, vendor: string, amount: string) =>
    byHand(date, vendor, ['debit', 'credit', amount]);
  const aged = (query: string): Promise<Json> => books.report('aged-payables', query);
  const vendors = async (query: string): Promise<Json> =>
    Object.fromEntries((await aged(query)).rows.map(({ vendor, ...row }: Json) => [vendor, row]));
  const agree = async (day: string, more = ''): Promise<void> => {
    const { totals } = await aged(`asOf=${day}${more}`);
    const account = (await books.balances(`to=${day}${more}`))['2100'] ?? '0.00';
    expect([day, Number(totals.total) + Number(account)]).toEqual([day, 0]);
  };

  it('are by vendor and by the days since they were due, as the payable account says on every day', async () => {
    const paid = await expense({ date: '2006-01-10', vendor: 'Baker', net: '100.00', dueDate: '2006-01-20' });
    const void_ = await expense({ date: '2006-01-10', vendor: 'Baker', net: '7.00' });
    await expense({ date: '2006-01-10', vendor: 'Abel', net: '30.00', dueDate: '2006-02-01' });
    await expense({ date: '2006-01-10', net: '3.00' });
    await credit('2006-01-15', 'Abel', '12.00');
    await debit('2006-03-10', 'Abel', '20.00');
    await books.act(`accounting/expenses/${paid}/pay`, { paidOn: '2006-03-15' });
    await books.act(`accounting/expenses/${void_}/void`, { date: '2006-02-10' });
    for (const day of DAYS) await agree(day);
    expect(await vendors('asOf=2006-01-31')).toMatchObject({
      Abel: { current: '42.00', total: '42.00' },
      Baker: { current: '7.00', days1to30: '100.00', total: '107.00' },
      null: { current: '3.00', total: '3.00' },
    });
    expect(await vendors('asOf=2006-02-20')).toMatchObject({
      Abel: { current: '12.00', days1to30: '30.00', total: '42.00' },
      Baker: { days31to60: '100.00', total: '100.00' },
    });
    expect(await vendors('asOf=2006-03-31')).toEqual({
      Abel: {
        current: '12.00',
        days1to30: '0.00',
        days31to60: '10.00',
        days61to90: '0.00',
        over90: '0.00',
        total: '22.00',
      },
      null: expect.objectContaining({ total: '3.00' }),
    });
  });

  it('come in pages, whose totals are of all, and as a file', async () => {
    const first = await aged('asOf=2006-02-20&limit=2');
    expect(first.rows.map(({ vendor }: Json) => vendor)).toEqual(['Abel', 'Baker']);
    const rest = await aged(`asOf=2006-02-20&limit=2&cursor=${first.nextCursor}`);
    expect([rest.rows.map(({ vendor }: Json) => vendor), rest.nextCursor]).toEqual([[null], null]);
    expect(rest.totals).toEqual(first.totals);
    const { raw } = await books.client.get(
      '/api/accounting/reports/aged-payables?asOf=2006-02-20&format=csv',
    );
    expect(raw.toString('utf8').trim().split(/\r?\n/)).toEqual([
      expect.stringContaining('vendor,current,days1to30,days31to60,days61to90,over90,total'),
      'Abel,12.00,30.00,0.00,0.00,0.00,42.00',
      'Baker,0.00,0.00,100.00,0.00,0.00,100.00',
      ',3.00,0.00,0.00,0.00,0.00,3.00',
    ]);
  });

  it('are those of a place', async () => {
    const [shop] = await Promise.all([
      books.make('locations', { code: 'SHOP', name: 'Shop', kind: 'store' }),
      books.make('locations', { code: 'YARD', name: 'Yard', kind: 'store' }),
    ]);
    await expense({ date: '2006-05-01', vendor: 'Cole', net: '5.00', locationId: shop.id });
    expect(await vendors(`asOf=2006-05-31&locationId=${shop.id}`)).toEqual({
      Cole: expect.objectContaining({ total: '5.00' }),
    });
    await agree('2006-05-31', `&locationId=${shop.id}`);
  });
});
