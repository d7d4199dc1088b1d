import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newInvoice,
  pay,
  refusal,
} from '../../support/sales.support.js';

const ALWAYS = 'from=2000-01-01';
const BEGUN = '2024-12-31';
const FOREIGN = 'INV-2025-000001';

describe.each(TEST_ENGINES)('What the books say of customers without a document, on %s', (engine) => {
  let platform: TestPlatform;
  let companies = 0;
  let acme: HttpClient;
  let books: Books;
  let customer: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());
  beforeEach(async () => {
    acme = await newCompany(platform, `acme${(companies += 1)}`);
    books = new Books(acme);
    customer = await newCustomer(acme, { code: 'A' });
  });

  const line = async (code: string, input: object) => ({ accountId: await books.account(code), ...input });
  const owed = async (day: string): Promise<Json> =>
    (await books.report('aged-receivables', `asOf=${day}`)).rows.map(
      ({ code, current, days1to30, over90, total }: Json) => [code, current, days1to30, over90, total],
    );
  const statement = (to: string): Promise<Json> =>
    books.read(`sales/customers/${customer.id}/statement?${ALWAYS}&to=${to}`);
  const creditOf = async (): Promise<string> =>
    (await done(acme.get(`/api/sales/customers/${customer.id}`))).credit;
  const reverseEntry = (id: string, date?: string) =>
    acme.post(`/api/accounting/journal-entries/${id}/reverse`, { date });

  it('is an open item until it is taken back', async () => {
    const debit = await line('1100', { debit: '70.00', customerId: customer.id });
    const entry = await books.make('accounting/journal-entries', {
      ...{ date: '2025-03-01', memo: 'Damage', lines: [debit, await line('4900', { credit: '70.00' })] },
    });
    expect(await owed('2025-02-28')).toEqual([]);
    expect(await owed('2025-03-01')).toEqual([['A', '70.00', '0.00', '0.00', '70.00']]);
    expect(await owed('2025-03-20')).toEqual([['A', '0.00', '70.00', '0.00', '70.00']]);
    await done(reverseEntry(entry.id, '2025-04-10'));
    expect(await owed('2025-04-09')).toEqual([['A', '0.00', '0.00', '0.00', '70.00']]);
    expect(await owed('2025-04-10')).toEqual([]);
    const { entries, closing, aged } = await statement('2025-04-30');
    expect(entries.map(({ kind, date, amount, reference }: Json) => [kind, date, amount, reference])).toEqual(
      [
        ['entry', '2025-03-01', '70.00', 'Damage'],
        ['entry', '2025-04-10', '-70.00', expect.stringContaining('Reversal')],
      ],
    );
    expect([closing, aged.total]).toEqual(['0.00', '0.00']);
  });

  it('changes the credit of a customer, never below zero, and comes back', async () => {
    const give = await books.make('accounting/journal-entries', {
      date: '2025-03-01',
      memo: 'Bonus',
      lines: [
        await line('2400', { credit: '40.00', customerId: customer.id }),
        await line('6600', { debit: '40.00' }),
      ],
    });
    expect(await creditOf()).toBe('40.00');
    const take = async (amount: string, date: string) =>
      acme.post('/api/accounting/journal-entries', {
        ...{ date, memo: 'Fee' },
        lines: [
          await line('2400', { debit: amount, customerId: customer.id }),
          await line('4900', { credit: amount }),
        ],
      });
    expect(await refusal(take('40.01', '2025-03-05'))).toEqual([422, 'customer_credit_exceeded']);
    expect(await refusal(take('10.00', '2025-02-28'))).toEqual([422, 'customer_credit_exceeded']);
    const taken = await made(take('15.00', '2025-03-05'));
    expect(await creditOf()).toBe('25.00');
    expect(await refusal(reverseEntry(give.id, '2025-03-06'))).toEqual([422, 'customer_credit_exceeded']);
    await done(reverseEntry(taken.id, '2025-03-07'));
    await done(reverseEntry(give.id, '2025-03-08'));
    expect([await creditOf(), (await statement('2025-03-31')).closing]).toEqual(['0.00', '0.00']);
    const { id } = await newInvoice(acme, { customerId: customer.id, issueDate: '2025-03-10' });
    expect(await refusal(pay(acme, id, '1.00', { method: 'credit' }))).toEqual([
      422,
      'customer_credit_exceeded',
    ]);
  });

  it('names no customer that there is not', async () => {
    const lines = [
      await line('1100', { debit: '1.00', customerId: '0198c3a1-7d2e-7000-8000-00000000000f' }),
      await line('4900', { credit: '1.00' }),
    ];
    const input = { date: '2025-03-01', memo: 'X', lines };
    expect(await refusal(acme.post('/api/accounting/journal-entries', input))).toEqual([
      422,
      'unknown_reference',
    ]);
  });

  const open = async (): Promise<Json> =>
    books.make('accounting/opening-balances', {
      date: BEGUN,
      lines: [await line('1020', { debit: '500.00' })],
      receivables: [
        {
          customerId: customer.id,
          number: FOREIGN,
          date: '2024-09-01',
          dueDate: '2024-09-30',
          amount: '100.00',
        },
        { customerId: customer.id, number: '4711', date: '2024-12-20', amount: '60.00' },
      ],
    });
  const items = async (): Promise<Json[]> =>
    (await done(acme.get(`/api/sales/invoices?customerId=${customer.id}&sort=dueDate`))).items;

  it('are open items of the former books, owed from the day the books began and late by their own', async () => {
    await open();
    expect(await items()).toMatchObject([
      {
        ...{ number: FOREIGN, issueDate: '2024-09-01', dueDate: '2024-09-30', openedOn: BEGUN },
        ...{ status: 'issued', balance: '100.00', dueState: 'overdue' },
      },
      { number: '4711', issueDate: '2024-12-20', dueDate: null, balance: '60.00', dueState: 'not_due' },
    ]);
    expect(await owed('2024-12-30')).toEqual([]);
    expect(await owed(BEGUN)).toEqual([['A', '60.00', '0.00', '100.00', '160.00']]);
    const { entries, closing } = await statement('2025-01-31');
    expect(entries.map(({ kind, date, number, amount }: Json) => [kind, date, number, amount])).toEqual([
      ['open_item', BEGUN, FOREIGN, '100.00'],
      ['open_item', BEGUN, '4711', '60.00'],
    ]);
    expect(closing).toBe('160.00');
    expect(await books.balances()).toMatchObject({ 1020: '500.00', 1100: '160.00', 3900: '-660.00' });
    for (const name of ['by-customer', 'by-product', 'by-location', 'by-period'])
      expect([name, (await done(acme.get(`/api/sales/reports/${name}`))).rows]).toEqual([name, []]);
    // The company gives this number out itself.
    const own = await newInvoice(acme, { customerId: customer.id, issueDate: '2025-01-02' });
    expect(own.number).toBe(FOREIGN);
    const named = await done(acme.get(`/api/sales/invoices?number=${FOREIGN}`));
    expect(named.items).toHaveLength(2);
  });

  it('are paid, credited, written off and mentioned like others, but not voided', async () => {
    await open();
    const [first, second] = await items();
    await made(pay(acme, first?.id, '30.00', { receivedOn: '2025-01-10' }));
    const note = { amount: '20.00', reason: 'Broken', issueDate: '2025-01-11' };
    await made(acme.post(`/api/sales/invoices/${first?.id}/credit-notes`, note));
    const gone = await done(
      acme.post(`/api/sales/invoices/${first?.id}/write-off`, { reason: 'Insolvent', date: '2025-01-12' }),
    );
    expect(gone).toMatchObject({ number: FOREIGN, status: 'written_off', writtenOff: '50.00' });
    expect((await books.report('tax', `${ALWAYS}&to=2025-12-31`)).netDue).toBe('0.00');
    const deposit = await made(
      acme.post('/api/sales/payments', {
        ...{ customerId: customer.id, amount: '60.00', method: 'transfer', receivedOn: '2025-01-20' },
        allocations: [{ invoiceId: second?.id, amount: '60.00' }],
      }),
    );
    expect(deposit.allocations).toMatchObject([{ invoice: { number: '4711', status: 'paid' } }]);
    expect(await owed('2025-01-31')).toEqual([]);
    expect((await books.balances())['1100']).toBe('0.00');
    expect(await refusal(acme.post(`/api/sales/invoices/${second?.id}/void`))).toEqual([409, 'conflict']);
    const { status, raw } = await acme.get(`/api/sales/invoices/${second?.id}/pdf`);
    expect([status, raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  it('go on their own day when the opening balances are taken back, unless they are settled', async () => {
    const entry = await open();
    const [first] = await items();
    const draft = await newDraft(acme, { customerId: customer.id });
    const payment = await made(pay(acme, first?.id, '30.00', { receivedOn: '2025-01-10' }));
    expect(await refusal(reverseEntry(entry.id))).toEqual([409, 'opening_items_settled']);
    await done(
      acme.post(`/api/sales/invoices/${first?.id}/payments/${payment.id}/reverse`, {
        receivedOn: '2025-01-10',
      }),
    );
    expect(await refusal(reverseEntry(entry.id))).toEqual([422, 'date_too_early']);
    await done(reverseEntry(entry.id, '2025-01-10'));
    expect(await owed('2025-01-09')).toEqual([['A', '60.00', '0.00', '100.00', '160.00']]);
    expect(await owed('2025-01-10')).toEqual([]);
    expect((await done(acme.get('/api/sales/reports/by-period'))).rows).toEqual([]);
    const again = await open();
    expect(await owed(BEGUN)).toHaveLength(1);
    await done(reverseEntry(again.id));
    expect((await items()).filter(({ status }) => status !== 'void')).toMatchObject([{ id: draft.id }]);
  });
});
