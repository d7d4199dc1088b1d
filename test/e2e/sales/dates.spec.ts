import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
  type TestResponse,
} from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import { done, made, newCompany, newCustomer, newInvoice, pay } from '../../support/sales.support.js';

const ALWAYS = 'from=2000-01-01';
/** A day so many days from now. */
const ahead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const cents = (amount = '0.00'): number => Math.round(Number(amount) * 100);

describe.each(TEST_ENGINES)('The days of what happens to an invoice on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    books = new Books(acme);
    await done(acme.patch('/api/tenant/settings', { issueDaysAhead: 366 }));
  });
  afterAll(() => platform?.close());

  const issued = async (issueDate: string, input: object = {}): Promise<string> =>
    (await newInvoice(acme, { issueDate, ...input })).id;
  const reverse = (id: string, payment: Json, input: object = {}) =>
    acme.post(`/api/sales/invoices/${id}/payments/${payment.id}/reverse`, input);

  /** Status, code and the first field with what is wrong with it. */
  async function refused(pending: Promise<TestResponse>): Promise<unknown[]> {
    const { status, body } = await pending;
    const [problem] = body.errors ?? [];
    return [status, body.code, problem?.path, problem?.message];
  }

  /** The receivable account, the aged receivables and the statements say the same at the end of each day. */
  async function agree(...days: string[]): Promise<void> {
    const { items } = await done(acme.get('/api/sales/customers?limit=100'));
    for (const day of days) {
      const ledger = await books.balances(`${ALWAYS}&to=${day}`);
      const { totals } = await books.report('aged-receivables', `asOf=${day}`);
      const statements = await Promise.all(
        items.map(({ id }: Json) => books.read(`sales/customers/${id}/statement?${ALWAYS}&to=${day}`)),
      );
      const credit = statements.reduce((sum, statement) => sum + cents(statement.credit), 0);
      expect([day, cents(totals.total), credit]).toEqual([
        day,
        cents(ledger['1100']),
        0 - cents(ledger['2400']),
      ]);
      for (const statement of statements) expect(cents(statement.credit)).toBeGreaterThanOrEqual(0);
    }
  }

  it('refuse a reversal before its payment', async () => {
    const id = await issued('2006-05-01');
    const payment = await made(pay(acme, id, '40.00', { receivedOn: '2006-06-01' }));
    expect(await refused(reverse(id, payment, { receivedOn: '2006-05-15' }))).toEqual([
      422,
      'reversal_before_payment',
      'receivedOn',
      'must not be before 2006-06-01',
    ]);
    const reversal = await done(reverse(id, payment, { receivedOn: '2006-06-01' }));
    expect(reversal).toMatchObject({ receivedOn: '2006-06-01', invoice: { balance: '100.00' } });
    await agree('2006-05-15', '2006-05-31', '2006-06-01');
  });

  it('date a reversal like its payment where that lies ahead', async () => {
    const id = await issued(ahead(10));
    const payment = await made(pay(acme, id, '40.00', { receivedOn: ahead(30) }));
    expect(await done(reverse(id, payment))).toMatchObject({ receivedOn: ahead(30) });
    await agree(ahead(20), ahead(30));
  });

  it('date a voiding no earlier than the payments that were taken back', async () => {
    const id = await issued('2006-06-01');
    const payment = await made(pay(acme, id, '100.00', { receivedOn: ahead(100) }));
    await done(reverse(id, payment, { receivedOn: ahead(120) }));
    await done(acme.post(`/api/sales/invoices/${id}/void`));
    await agree(ahead(99), ahead(100), ahead(119), ahead(120));
    const [entry] = (await books.read(`accounting/journal-entries?sourceId=${id}&source=invoice_voided`))
      .items;
    expect(entry.date).toBe(ahead(120));
  });

  it('count money that came in before the invoice as a deposit until then', async () => {
    const id = await issued('2006-07-10');
    const early = { receivedOn: '2006-07-01', allowOverpayment: true };
    const payment = await made(pay(acme, id, '130.00', early));
    expect(payment).toMatchObject({ receivedOn: '2006-07-01', credit: '30.00' });
    await agree('2006-07-01', '2006-07-09', '2006-07-10', '2006-07-11');
    const { entries } = await books.read(
      `sales/customers/${(await books.read(`sales/invoices/${id}`)).customer.id}/statement?${ALWAYS}&to=2006-07-31`,
    );
    expect(entries.map(({ kind, date }: Json) => [kind, date])).toEqual([
      ['payment', '2006-07-01'],
      ['invoice', '2006-07-10'],
    ]);
    const bankOn = async (to: string) => cents((await books.balances(`from=2006-07-01&to=${to}`))['1020']);
    expect([await bankOn('2006-07-01'), await bankOn('2006-07-10')]).toEqual([13_000, 13_000]);
    expect(await refused(reverse(id, payment, { receivedOn: '2006-07-09' }))).toEqual([
      422,
      'reversal_before_payment',
      'receivedOn',
      'must not be before 2006-07-10',
    ]);
    await done(reverse(id, payment, { receivedOn: '2006-07-10' }));
    await agree('2006-07-09', '2006-07-10');
  });

  it('refuse money that came in before the invoice where that month is closed', async () => {
    await books.act('accounting/periods/2005-03/close');
    const id = await issued('2005-04-01');
    const early = pay(acme, id, '10.00', { receivedOn: '2005-03-31' });
    expect((await refused(early)).slice(0, 2)).toEqual([422, 'period_closed']);
    await made(pay(acme, id, '10.00', { receivedOn: '2005-04-01' }));
    await agree('2005-03-31', '2005-04-01');
  });

  describe('and of a refund', () => {
    let customer: Json;
    const overpay = async (day: string, credit: string): Promise<[string, Json]> => {
      const id = await issued(day, { customerId: customer.id });
      const terms = { receivedOn: day, allowOverpayment: true };
      return [id, await made(pay(acme, id, (100 + Number(credit)).toFixed(2), terms))];
    };
    const refund = (amount: string, refundedOn?: string) =>
      acme.post(`/api/sales/customers/${customer.id}/refunds`, { amount, method: 'cash', refundedOn });
    const tooEarly = (path: string, day: string) => [
      422,
      'customer_credit_exceeded',
      path,
      `must not be before ${day}`,
    ];
    beforeEach(async () => {
      customer = await newCustomer(acme);
    });

    it('refuse one before there was enough credit, and name the day from which there is', async () => {
      await overpay('2006-08-01', '20.00');
      await overpay('2006-08-20', '20.00');
      expect(await refused(refund('10.00', '2000-01-01'))).toEqual(tooEarly('refundedOn', '2006-08-01'));
      expect(await refused(refund('30.00', '2006-08-19'))).toEqual(tooEarly('refundedOn', '2006-08-20'));
      await made(refund('15.00', '2006-08-01'));
      await made(refund('25.00', '2006-08-20'));
      await agree('2006-08-01', '2006-08-19', '2006-08-20');
    });

    it('date one without a day on the first day on which there is enough credit', async () => {
      await overpay(ahead(200), '20.00');
      await overpay(ahead(220), '20.00');
      expect(await made(refund('15.00'))).toMatchObject({ refundedOn: ahead(200) });
      expect(await made(refund('10.00'))).toMatchObject({ refundedOn: ahead(220) });
    });

    it('refuse one of what was refunded later', async () => {
      await overpay('2007-08-01', '20.00');
      await made(refund('20.00', '2007-08-10'));
      await overpay('2007-08-20', '20.00');
      expect(await refused(refund('5.00', '2007-08-05'))).toEqual(tooEarly('refundedOn', '2007-08-20'));
      await made(refund('5.00', '2007-08-20'));
      await agree('2007-08-05', '2007-08-10', '2007-08-20');
    });

    it('count credit notes, and money before its invoice, from their days', async () => {
      const id = await issued('2008-08-10', { customerId: customer.id });
      await made(pay(acme, id, '110.00', { receivedOn: '2008-08-01', allowOverpayment: true }));
      const note = { amount: '15.00', reason: 'Late', issueDate: '2008-08-15' };
      await made(acme.post(`/api/sales/invoices/${id}/credit-notes`, note));
      expect(await refused(refund('5.00', '2008-07-31'))).toEqual(tooEarly('refundedOn', '2008-08-01'));
      expect(await refused(refund('11.00', '2008-08-14'))).toEqual(tooEarly('refundedOn', '2008-08-15'));
      await made(refund('10.00', '2008-08-14'));
      await agree('2008-08-09', '2008-08-10', '2008-08-14', '2008-08-15');
    });

    it('refuse a reversal of credit on days on which it was refunded', async () => {
      const [id, payment] = await overpay('2009-08-01', '20.00');
      await made(refund('20.00', '2009-08-10'));
      await overpay('2009-08-20', '20.00');
      expect(await refused(reverse(id, payment, { receivedOn: '2009-08-15' }))).toEqual(
        tooEarly('receivedOn', '2009-08-20'),
      );
      await done(reverse(id, payment, { receivedOn: '2009-08-20' }));
      await agree('2009-08-10', '2009-08-15', '2009-08-20');
    });
  });
});
