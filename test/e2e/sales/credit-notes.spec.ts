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
  newTaxRate,
  pay,
  refusal,
} from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('Credit notes on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let books: Books;
  let vat: Json;
  let customer: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    books = new Books(acme);
    vat = await newTaxRate(acme, 'VAT20', '0.2000');
    customer = await newCustomer(acme, { code: 'ANA', name: 'Ana' });
  });
  afterAll(() => platform?.close());

  /** Three teas at 10.01 with tax, and work at 5.00 without: 41.04. */
  const invoiceOf = (issueDate: string): Promise<Json> =>
    newInvoice(acme, {
      customerId: customer.id,
      issueDate,
      lines: [
        { description: 'Tea', quantity: '3', unitPrice: '10.01', taxRateId: vat.id },
        { description: 'Work', quantity: '1', unitPrice: '5.00' },
      ],
    });
  const send = (id: string, input: object) =>
    acme.post(`/api/sales/invoices/${id}/credit-notes`, { reason: 'Damaged', ...input });
  const credit = (id: string, input: object): Promise<Json> => made(send(id, input));
  const creditOf = async (): Promise<string> =>
    (await done(acme.get(`/api/sales/customers/${customer.id}`))).credit;

  it('take lines back at their price and tax, and reduce the balance', async () => {
    const { id } = await invoiceOf('2010-01-10');
    const note = await credit(id, { lines: [{ position: 1, quantity: '1' }], issueDate: '2010-01-11' });
    expect(note).toMatchObject({
      number: 'CN-2010-000001',
      issueDate: '2010-01-11',
      reason: 'Damaged',
      net: '10.01',
      tax: '2.00',
      total: '12.01',
      kept: '0.00',
      lines: [{ description: 'Tea', quantity: '1.000', net: '10.01', tax: '2.00', gross: '12.01' }],
      invoice: { id, status: 'issued', total: '41.04', credited: '12.01', balance: '29.03' },
    });
    await made(pay(acme, id, '29.03'));
    expect(await done(acme.get(`/api/sales/invoices/${id}`))).toMatchObject({
      status: 'paid',
      balance: '0.00',
    });
  });

  it('take back exactly what is left in the end', async () => {
    const { id } = await invoiceOf('2010-01-20');
    for (const quantity of ['1', '1']) {
      await credit(id, { lines: [{ position: 1, quantity }], issueDate: '2010-01-20' });
    }
    const last = await credit(id, { lines: [{ position: 1 }, { position: 2 }], issueDate: '2010-01-20' });
    expect(last).toMatchObject({ net: '15.01', tax: '2.01', invoice: { status: 'paid', balance: '0.00' } });
    expect(await refusal(send(id, { amount: '0.01', issueDate: '2010-01-20' }))).toEqual([
      422,
      'credit_exceeds_invoice',
    ]);
  });

  it('take pieces back at the price with tax that was paid for them', async () => {
    const { id } = await newInvoice(acme, {
      customerId: customer.id,
      issueDate: '2010-01-20',
      pricesIncludeTax: true,
      lines: [{ description: 'Tea', quantity: '2', unitPrice: '10.05', taxRateId: vat.id }],
    });
    const piece = { lines: [{ position: 1, quantity: '1' }], issueDate: '2010-01-20' };
    const notes = [await credit(id, piece), await credit(id, piece)];
    expect(notes.map(({ net, tax, total }) => [net, tax, total])).toEqual([
      ['8.38', '1.67', '10.05'],
      ['8.37', '1.68', '10.05'],
    ]);
  });

  it('spread an amount over the lines and their taxes', async () => {
    const { id } = await invoiceOf('2010-01-21');
    const note = await credit(id, { amount: '20.00', issueDate: '2010-01-21' });
    expect(note.total).toBe('20.00');
    expect(note.lines.map(({ quantity, gross }: Json) => [quantity, gross])).toEqual([
      [null, '17.56'],
      [null, '2.44'],
    ]);
  });

  it('are posted with their invoice: books and tax report carry a minus', async () => {
    const range = 'from=2011-01-01&to=2011-12-31';
    const { id } = await invoiceOf('2011-01-10');
    await credit(id, { lines: [{ position: 1, quantity: '1' }], issueDate: '2011-01-11' });
    expect(await books.balances(range)).toEqual({ '1100': '29.03', '2200': '-4.01', '4100': '-25.02' });
    expect(await books.report('tax', range)).toMatchObject({
      sales: [
        { code: 'VAT20', net: '20.02', tax: '4.01' },
        { code: '', category: 'zero', net: '5.00', tax: '0.00' },
      ],
      taxOnSales: '4.01',
    });
  });

  it.each(['by-customer', 'by-product', 'by-location', 'by-period'])(
    'stand in %s with a minus',
    async (name) => {
      const { rows, totals } = await done(
        acme.get(`/api/sales/reports/${name}?from=2011-01-01&to=2011-12-31`),
      );
      const expected = { invoices: 1, net: '25.02', tax: '4.01', total: '29.03' };
      expect(totals).toEqual(expected);
      expect(rows).toEqual([expect.objectContaining(expected)]);
    },
  );

  it('give what was paid already as credit, which is paid back', async () => {
    const { id } = await invoiceOf('2012-01-10');
    await made(pay(acme, id, '40.00', { receivedOn: '2012-01-11' }));
    const note = await credit(id, { lines: [{ position: 2 }], issueDate: '2012-01-12' });
    expect(note).toMatchObject({ total: '5.00', kept: '3.96', invoice: { status: 'paid', balance: '0.00' } });
    expect(await creditOf()).toBe('3.96');
    const path = `/api/sales/customers/${customer.id}/refunds`;
    const refund = { amount: '3.00', method: 'cash', refundedOn: '2012-01-13', reference: 'Till' };
    expect(await made(acme.post(path, refund))).toMatchObject({ ...refund, credit: '0.96' });
    expect(await books.balances('from=2012-01-01&to=2012-12-31')).toMatchObject({
      '1010': '-3.00',
      '1020': '40.00',
      '1100': '0.00',
      '2400': '-0.96',
    });
    expect(await refusal(acme.post(path, refund))).toEqual([422, 'customer_credit_exceeded']);
    expect(await creditOf()).toBe('0.96');
    expect((await done(acme.get(path))).items).toMatchObject([{ amount: '3.00', method: 'cash' }]);
    await made(acme.post(path, { amount: '0.96', method: 'cash', refundedOn: '2012-01-13' }));
  });

  it('are listed, filtered, shown, printed and exported', async () => {
    const { items } = await done(acme.get('/api/sales/credit-notes?from=2011-01-01&to=2011-12-31'));
    expect(items).toMatchObject([{ number: 'CN-2011-000001', customer: { code: 'ANA' } }]);
    const [{ id, invoiceId }] = items;
    expect((await done(acme.get(`/api/sales/credit-notes?invoiceId=${invoiceId}&q=dam`))).items).toHaveLength(
      1,
    );
    expect(await done(acme.get(`/api/sales/credit-notes/${id}`))).toMatchObject({
      id,
      lines: [{ position: 1 }],
    });
    const pdf = await acme.get(`/api/sales/credit-notes/${id}/pdf`);
    expect([pdf.headers['content-type'], pdf.raw.subarray(0, 5).toString()]).toEqual([
      'application/pdf',
      '%PDF-',
    ]);
    const csv = await acme.get('/api/sales/credit-notes?format=csv&number=CN-2011-000001');
    expect(csv.raw.toString().trim().split('\n')).toHaveLength(2);
  });

  it.each([
    ['neither lines nor an amount', {}, [400, 'validation_failed']],
    ['both', { amount: '1.00', lines: [{ position: 1 }] }, [400, 'validation_failed']],
    ['no reason', { amount: '1.00', reason: '' }, [400, 'validation_failed']],
    ['an unknown line', { lines: [{ position: 9 }] }, [422, 'unknown_reference']],
    ['a line twice', { lines: [{ position: 1 }, { position: 1 }] }, [400, 'validation_failed']],
    ['too much of a line', { lines: [{ position: 1, quantity: '3.001' }] }, [422, 'credit_exceeds_invoice']],
    ['too large an amount', { amount: '41.05' }, [422, 'credit_exceeds_invoice']],
    [
      'a day before the invoice',
      { amount: '1.00', issueDate: '2013-01-09' },
      [422, 'issue_date_out_of_order'],
    ],
    ['another version', { amount: '1.00', version: 99 }, [409, 'version_conflict']],
  ])('refuse %s and store nothing', async (_what, input, expected) => {
    const { id } = await invoiceOf('2013-01-10');
    expect(await refusal(send(id, input))).toEqual(expected);
    expect(await done(acme.get(`/api/sales/invoices/${id}`))).toMatchObject({ credited: '0.00' });
    expect((await done(acme.get(`/api/sales/credit-notes?invoiceId=${id}`))).items).toEqual([]);
  });

  it('are refused for drafts and void invoices; what is credited is not voided', async () => {
    const draft = await newDraft(acme);
    expect(await refusal(send(draft.id, { amount: '1.00' }))).toEqual([409, 'conflict']);
    const { id } = await invoiceOf('2014-01-10');
    await credit(id, { amount: '1.00' });
    expect(await refusal(acme.post(`/api/sales/invoices/${id}/void`))).toEqual([
      409,
      'invoice_has_credit_notes',
    ]);
  });

  it('issued at the same time leave no gap and credit no more than there is', async () => {
    const { id } = await invoiceOf('2015-01-10');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send(id, { amount: '10.00', issueDate: '2015-01-10' })),
    );
    const numbers = answers.flatMap(({ status, body }) => (status === 201 ? [body.number] : []));
    expect(new Set(numbers)).toEqual(new Set(['1', '2', '3', '4'].map((n) => `CN-2015-00000${n}`)));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(2);
  });
});

describe.each(TEST_ENGINES)('Overpayments on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  it("become the customer's credit when allowed, and go with a reversal", async () => {
    const customer = await newCustomer(acme);
    const { id } = await newInvoice(acme, { customerId: customer.id });
    expect(await refusal(pay(acme, id, '130.00'))).toEqual([422, 'payment_exceeds_balance']);
    const paid = await made(pay(acme, id, '130.00', { allowOverpayment: true }));
    expect(paid).toMatchObject({
      amount: '130.00',
      credit: '30.00',
      invoice: { status: 'paid', paid: '100.00' },
    });
    const shown = () => done(acme.get(`/api/sales/customers/${customer.id}`));
    expect(await shown()).toMatchObject({ credit: '30.00' });
    const books = new Books(acme);
    expect(await books.balances()).toMatchObject({ '1020': '130.00', '1100': '0.00', '2400': '-30.00' });
    const back = await done(acme.post(`/api/sales/invoices/${id}/payments/${paid.id}/reverse`));
    expect(back).toMatchObject({ amount: '-130.00', credit: '-30.00', invoice: { balance: '100.00' } });
    expect(await shown()).toMatchObject({ credit: '0.00' });
    expect(await books.balances()).toMatchObject({ '1020': '0.00', '1100': '100.00', '2400': '0.00' });
  });

  it('that were paid back keep their payment from being reversed', async () => {
    const customer = await newCustomer(acme);
    const { id } = await newInvoice(acme, { customerId: customer.id });
    const paid = await made(pay(acme, id, '101.00', { allowOverpayment: true }));
    await made(acme.post(`/api/sales/customers/${customer.id}/refunds`, { amount: '0.50', method: 'cash' }));
    expect(await refusal(acme.post(`/api/sales/invoices/${id}/payments/${paid.id}/reverse`))).toEqual([
      422,
      'customer_credit_exceeded',
    ]);
    expect(await done(acme.get(`/api/sales/invoices/${id}`))).toMatchObject({ paid: '100.00' });
  });
});
