import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
  type TestResponse,
} from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newInvoice,
  pay,
  refusal,
  sortedStatuses,
} from '../../support/sales.support.js';

const ALWAYS = 'from=2000-01-01';
const PAYMENTS = '/api/sales/payments';

describe.each(TEST_ENGINES)('Payments of a customer on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let books: Books;
  let customer: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    books = new Books(acme);
  });
  beforeEach(async () => {
    customer = await newCustomer(acme);
  });
  afterAll(() => platform?.close());

  const issued = (issueDate: string, input: object = {}): Promise<Json> =>
    newInvoice(acme, { issueDate, customerId: customer.id, ...input });
  const send = (input: object): Promise<TestResponse> =>
    acme.post(PAYMENTS, { customerId: customer.id, method: 'transfer', ...input });
  const received = (input: object): Promise<Json> => made(send(input));
  const allocate = (payment: Json, allocations: object[], more: object = {}) =>
    acme.post(`${PAYMENTS}/${payment.id}/allocate`, { allocations, ...more });
  const reverse = (payment: Json, input: object = {}) =>
    acme.post(`${PAYMENTS}/${payment.id}/reverse`, input);
  const refund = (amount: string, refundedOn?: string) =>
    acme.post(`/api/sales/customers/${customer.id}/refunds`, { amount, method: 'cash', refundedOn });
  const creditOf = async (): Promise<string> =>
    (await done(acme.get(`/api/sales/customers/${customer.id}`))).credit;
  const balanceOf = async ({ id }: Json): Promise<string[]> => {
    const { status, balance } = await done(acme.get(`/api/sales/invoices/${id}`));
    return [status, balance];
  };
  /** Bank, receivables and customers' credit at the end of a day, as they changed since another. */
  async function moved(from: string, to: string): Promise<string[]> {
    const balances = await books.balances(`from=${from}&to=${to}`);
    return ['1020', '1100', '2400'].map((code) => balances[code] ?? '0.00');
  }

  it('go over several invoices, and leave a deposit', async () => {
    const [one, other] = [await issued('2025-01-10'), await issued('2025-01-20')];
    const payment = await received({
      amount: '250.00',
      receivedOn: '2025-01-15',
      reference: 'Statement 7',
      allocations: [
        { invoiceId: other.id, amount: '60.00' },
        { invoiceId: one.id, amount: '100.00' },
      ],
    });
    expect(payment).toMatchObject({
      amount: '250.00',
      allocated: '160.00',
      rest: '90.00',
      receivedOn: '2025-01-15',
      reversed: false,
      customer: { code: customer.code },
    });
    expect(payment.allocations.map(({ amount, date }: Json) => [amount, date])).toEqual([
      ['100.00', '2025-01-15'],
      ['60.00', '2025-01-20'],
    ]);
    expect([await balanceOf(one), await balanceOf(other)]).toEqual([
      ['paid', '0.00'],
      ['partially_paid', '40.00'],
    ]);
    expect(await creditOf()).toBe('90.00');
    // The bank has all of it on the day it came; what is for the later invoice is credit until then.
    expect(await moved('2025-01-15', '2025-01-15')).toEqual(['250.00', '-100.00', '-150.00']);
    expect(await moved('2025-01-20', '2025-01-20')).toEqual(['0.00', '40.00', '60.00']);
    expect(await done(acme.get(`${PAYMENTS}/${payment.id}`))).toEqual(payment);
    expect((await done(acme.get(`${PAYMENTS}?customerId=${customer.id}`))).items).toEqual([payment]);
    const statement = await books.read(`sales/customers/${customer.id}/statement?${ALWAYS}&to=2025-01-31`);
    expect(statement.entries.map(({ kind, date, amount }: Json) => [kind, date, amount])).toEqual([
      ['invoice', '2025-01-10', '100.00'],
      ['payment', '2025-01-15', '-250.00'],
      ['invoice', '2025-01-20', '100.00'],
    ]);
    expect(statement).toMatchObject({ closing: '-50.00', credit: '90.00', aged: { total: '40.00' } });
  });

  it('stand without an invoice, and are set against one later, on its day', async () => {
    const payment = await received({ amount: '80.00', receivedOn: '2025-02-03' });
    expect(payment).toMatchObject({ allocations: [], allocated: '0.00', rest: '80.00' });
    const invoice = await issued('2025-02-10');
    const after = await done(allocate(payment, [{ invoiceId: invoice.id, amount: '70.00' }]));
    expect(after).toMatchObject({ rest: '10.00', allocations: [{ amount: '70.00', date: '2025-02-10' }] });
    expect(await balanceOf(invoice)).toEqual(['partially_paid', '30.00']);
    expect(await moved('2025-02-03', '2025-02-09')).toEqual(['80.00', '0.00', '-80.00']);
    expect(await moved('2025-02-10', '2025-02-10')).toEqual(['0.00', '30.00', '70.00']);
    expect(await refusal(allocate(payment, [{ invoiceId: invoice.id, amount: '10.01' }]))).toEqual([
      422,
      'customer_credit_exceeded',
    ]);
    const { items } = await done(acme.get(`/api/sales/invoices/${invoice.id}/payments`));
    expect(items).toMatchObject([{ paymentId: payment.id, method: 'transfer', receivedOn: '2025-02-10' }]);
  });

  it('are set against an invoice of a closed month today, and on a day that is named', async () => {
    const payment = await received({ amount: '80.00', receivedOn: '2025-03-03' });
    const invoice = await issued('2025-03-10');
    await books.act('accounting/periods/2025-03/close');
    const of = (amount: string) => [{ invoiceId: invoice.id, amount }];
    expect(await refusal(allocate(payment, of('5.00'), { date: '2025-03-11' }))).toEqual([
      422,
      'period_closed',
    ]);
    expect(await refusal(allocate(payment, of('5.00'), { date: '2025-03-09' }))).toEqual([
      422,
      'date_too_early',
    ]);
    await done(allocate(payment, of('5.00'), { date: '2025-04-02' }));
    const { allocations } = await done(allocate(payment, of('6.00')));
    const today = new Date().toISOString().slice(0, 10);
    expect(allocations.map(({ date }: Json) => date)).toEqual(['2025-04-02', today]);
  });

  it('are credit that invoices take, the oldest first, and that comes back', async () => {
    const late = await received({ amount: '50.00', receivedOn: '2025-05-20' });
    const early = await received({ amount: '30.00', receivedOn: '2025-05-01' });
    const invoice = await issued('2025-05-10');
    const spend = (amount: string, receivedOn?: string) =>
      pay(acme, invoice.id, amount, { method: 'credit', receivedOn });
    const restsOf = () =>
      Promise.all([early, late].map(async ({ id }) => (await done(acme.get(`${PAYMENTS}/${id}`))).rest));
    expect(await refusal(spend('80.01'))).toEqual([422, 'customer_credit_exceeded']);
    // On that day only the first had come.
    expect(await refusal(spend('30.01', '2025-05-19'))).toEqual([422, 'customer_credit_exceeded']);
    const spent = await made(spend('40.00', '2025-05-20'));
    expect(spent).toMatchObject({ method: 'credit', credit: '0.00', invoice: { balance: '60.00' } });
    expect([await restsOf(), await creditOf()]).toEqual([['0.00', '40.00'], '40.00']);
    expect(await moved('2025-05-20', '2025-05-20')).toEqual(['50.00', '-40.00', '-10.00']);
    await done(
      acme.post(`/api/sales/invoices/${invoice.id}/payments/${spent.id}/reverse`, {
        receivedOn: '2025-05-25',
      }),
    );
    expect([await restsOf(), await creditOf()]).toEqual([['30.00', '50.00'], '80.00']);
    expect(await balanceOf(invoice)).toEqual(['issued', '100.00']);
    expect(await refusal(pay(acme, invoice.id, '100.01', { method: 'credit' }))).toEqual([
      422,
      'payment_exceeds_balance',
    ]);
  });

  it('share one balance with what was overpaid and credited', async () => {
    const [one, other] = [await issued('2025-06-01'), await issued('2025-06-02')];
    await made(pay(acme, one.id, '120.00', { receivedOn: '2025-06-03', allowOverpayment: true }));
    await made(
      acme.post(`/api/sales/invoices/${one.id}/credit-notes`, { amount: '30.00', reason: 'Broken' }),
    );
    await received({ amount: '25.00', receivedOn: '2025-06-04' });
    expect(await creditOf()).toBe('75.00');
    await made(pay(acme, other.id, '75.00', { method: 'credit' }));
    expect([await creditOf(), await balanceOf(other)]).toEqual(['0.00', ['partially_paid', '25.00']]);
    expect(await refusal(refund('0.01'))).toEqual([422, 'customer_credit_exceeded']);
  });

  it('come back with what they paid, unless what was left is spent', async () => {
    const invoice = await issued('2025-07-10');
    const payment = await received({
      amount: '150.00',
      receivedOn: '2025-07-12',
      allocations: [{ invoiceId: invoice.id, amount: '100.00' }],
    });
    expect(await refusal(refund('50.01'))).toEqual([422, 'customer_credit_exceeded']);
    await made(refund('20.00', '2025-07-15'));
    expect(await refusal(reverse(payment, { receivedOn: '2025-07-20' }))).toEqual([
      422,
      'customer_credit_exceeded',
    ]);
    expect(await balanceOf(invoice)).toEqual(['paid', '0.00']);
    await received({ amount: '20.00', receivedOn: '2025-07-18' });
    expect(await refusal(reverse(payment, { receivedOn: '2025-07-11' }))).toEqual([
      422,
      'reversal_before_payment',
    ]);
    const reversal = await done(reverse(payment, { receivedOn: '2025-07-20', reference: 'Returned' }));
    expect(reversal).toMatchObject({ amount: '-150.00', reversesId: payment.id, reference: 'Returned' });
    expect([await balanceOf(invoice), await creditOf()]).toEqual([['issued', '100.00'], '0.00']);
    expect(await done(acme.get(`${PAYMENTS}/${payment.id}`))).toMatchObject({
      reversed: true,
      allocations: [],
      rest: '0.00',
    });
    expect(await moved('2025-07-20', '2025-07-20')).toEqual(['-150.00', '100.00', '50.00']);
    expect(await refusal(reverse(payment))).toEqual([409, 'conflict']);
    expect(await refusal(reverse(reversal))).toEqual([409, 'conflict']);
    expect(await refusal(allocate(payment, [{ invoiceId: invoice.id, amount: '1.00' }]))).toEqual([
      409,
      'conflict',
    ]);
  });

  it('give one of their parts back to their rest', async () => {
    const [one, other] = [await issued('2025-08-01'), await issued('2025-08-01')];
    const payment = await received({
      amount: '100.00',
      receivedOn: '2025-08-02',
      allocations: [{ invoiceId: one.id, amount: '100.00' }],
    });
    const [part] = payment.allocations;
    await done(acme.post(`/api/sales/invoices/${one.id}/payments/${part.id}/reverse`, {}));
    expect(await done(acme.get(`${PAYMENTS}/${payment.id}`))).toMatchObject({
      rest: '100.00',
      allocations: [],
    });
    await done(allocate(payment, [{ invoiceId: other.id, amount: '100.00' }]));
    expect([await balanceOf(one), await balanceOf(other)]).toEqual([
      ['issued', '100.00'],
      ['paid', '0.00'],
    ]);
  });

  it('refuse what belongs to nobody, to another customer, twice, or too much of it', async () => {
    const invoice = await issued('2025-09-01');
    const { id: ofAnother } = await newInvoice(acme, { issueDate: '2025-09-01' });
    const terms = { amount: '50.00', receivedOn: '2025-09-02' };
    const with_ = (...allocations: object[]) => refusal(send({ ...terms, allocations }));
    const nobody = '0198c3a1-7d2e-7000-8000-00000000000f';
    expect([
      await refusal(send({ ...terms, customerId: nobody })),
      await with_({ invoiceId: nobody, amount: '1.00' }),
      await with_({ invoiceId: ofAnother, amount: '1.00' }),
      await with_({ invoiceId: invoice.id, amount: '1.00' }, { invoiceId: invoice.id, amount: '1.00' }),
      await with_({ invoiceId: invoice.id, amount: '50.01' }),
      await refusal(send({ amount: '500.00', allocations: [{ invoiceId: invoice.id, amount: '100.01' }] })),
      await refusal(send({ ...terms, method: 'credit' })),
      await refusal(send({ ...terms, amount: '0.00' })),
    ]).toEqual([
      [422, 'unknown_reference'],
      [422, 'unknown_reference'],
      [422, 'unknown_reference'],
      [400, 'validation_failed'],
      [422, 'customer_credit_exceeded'],
      [422, 'payment_exceeds_balance'],
      [400, 'validation_failed'],
      [400, 'validation_failed'],
    ]);
    expect([await creditOf(), await balanceOf(invoice)]).toEqual(['0.00', ['issued', '100.00']]);
  });

  it('are booked once for each Idempotency-Key', async () => {
    const headers = { headers: { 'idempotency-key': `deposit-${customer.id}` } };
    const input = { customerId: customer.id, amount: '10.00', method: 'cash' };
    const first = await made(acme.post(PAYMENTS, input, headers));
    expect(await made(acme.post(PAYMENTS, input, headers))).toEqual(first);
    expect(await creditOf()).toBe('10.00');
  });

  it('never spend one rest, or one credit, twice', async () => {
    const invoices = await Promise.all(Array.from({ length: 4 }, () => issued('2025-10-01')));
    const payment = await received({ amount: '100.00', receivedOn: '2025-10-02' });
    const both = await Promise.all(
      invoices.slice(0, 2).map(({ id }) => allocate(payment, [{ invoiceId: id, amount: '60.00' }])),
    );
    expect(sortedStatuses(both)).toEqual([200, 422]);
    expect(await creditOf()).toBe('40.00');
    const spent = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 4 === 3
          ? refund('9.00')
          : pay(acme, invoices[2 + (index % 2)]?.id, '9.00', { method: 'credit' }),
      ),
    );
    const statuses = spent.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(4);
    expect(statuses.filter((status) => status === 422)).toHaveLength(16);
    expect(await creditOf()).toBe('4.00');
  });

  it('over the same invoices in another order never wait for each other', async () => {
    const invoices = await Promise.all(Array.from({ length: 3 }, () => issued('2025-11-01')));
    const allocations = invoices.map(({ id }) => ({ invoiceId: id, amount: '5.00' }));
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        send({ amount: '15.00', allocations: index % 2 ? allocations : allocations.toReversed() }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await Promise.all(invoices.map(balanceOf))).toEqual(
      invoices.map(() => ['partially_paid', '40.00']),
    );
  });
});
