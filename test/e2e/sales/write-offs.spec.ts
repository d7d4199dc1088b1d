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
  sortedStatuses,
} from '../../support/sales.support.js';

const ALWAYS = 'from=2000-01-01';

describe.each(TEST_ENGINES)('Writing off bad debts on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let books: Books;
  let customer: Json;
  let lines: object[];
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    books = new Books(acme);
    const high = await newTaxRate(acme, 'VAT19', '0.1900');
    const low = await newTaxRate(acme, 'VAT7', '0.0700');
    lines = [
      { description: 'Work', quantity: '1', unitPrice: '100.00', taxRateId: high.id },
      { description: 'Books', quantity: '1', unitPrice: '100.00', taxRateId: low.id },
    ];
  });
  beforeEach(async () => {
    customer = await newCustomer(acme);
  });
  afterAll(() => platform?.close());

  /** Over 226.00, of which 19.00 and 7.00 are tax. */
  const issued = (issueDate: string): Promise<Json> =>
    newInvoice(acme, { issueDate, dueDate: issueDate, customerId: customer.id, lines });
  const writeOff = (id: string, input: object = {}) =>
    acme.post(`/api/sales/invoices/${id}/write-off`, { reason: 'Insolvent', ...input });
  const reverse = (id: string, input: object = {}) =>
    acme.post(`/api/sales/invoices/${id}/write-off/reverse`, input);
  const rates = async (range: string): Promise<string[][]> =>
    (await books.report('tax', range)).sales.map(({ code, net, tax }: Json) => [code, net, tax]);
  const account = async (name: string, range: string): Promise<string> => {
    const { rows } = await books.report('trial-balance', range);
    return rows.find((row: Json) => row.name === name)?.balance ?? '0.00';
  };

  it('is an expense, brings the tax of each rate back on its day, and closes what is owed', async () => {
    const { id } = await issued('2025-01-10');
    await made(pay(acme, id, '113.00', { receivedOn: '2025-01-20' }));
    await books.act('accounting/periods/2025-01/close');
    const sales = await done(acme.get('/api/sales/reports/by-period'));
    const invoice = await done(writeOff(id, { date: '2025-03-05' }));
    expect(invoice).toMatchObject({
      status: 'written_off',
      writtenOff: '113.00',
      paid: '113.00',
      balance: '0.00',
      dueState: null,
    });
    const march = 'from=2025-03-01&to=2025-03-31';
    // Half of each rate; 59.50 and 53.50 with their tax.
    expect(await rates(march)).toEqual([
      ['VAT19', '-50.00', '-9.50'],
      ['VAT7', '-50.00', '-3.50'],
    ]);
    expect((await books.report('tax', march)).netDue).toBe('-13.00');
    expect(await account('Bad debts', march)).toBe('100.00');
    expect(await account('Accounts receivable', `${ALWAYS}&to=2025-03-31`)).toBe('0.00');
    expect((await books.report('profit-and-loss', march)).totalExpenses).toBe('100.00');
    expect(await done(acme.get('/api/sales/reports/by-period'))).toEqual(sales);
    const { items } = await done(
      acme.get(`/api/sales/invoices?status=written_off&customerId=${customer.id}`),
    );
    expect(items.map((item: Json) => item.id)).toEqual([id]);
    expect((await done(acme.get('/api/sales/invoices?due=overdue'))).items).toEqual([]);
  });

  it('stands on the statement and ends in the ageing, until it is taken back', async () => {
    const { id } = await issued('2025-04-01');
    await done(writeOff(id, { date: '2025-04-10' }));
    const invoice = await done(reverse(id, { date: '2025-04-20', reason: 'Found' }));
    expect(invoice).toMatchObject({ status: 'issued', writtenOff: '0.00', balance: '226.00' });
    const statement = await books.read(`sales/customers/${customer.id}/statement?${ALWAYS}&to=2025-04-30`);
    expect(statement.entries.map(({ kind, date, amount }: Json) => [kind, date, amount])).toEqual([
      ['invoice', '2025-04-01', '226.00'],
      ['write_off', '2025-04-10', '-226.00'],
      ['write_off_reversal', '2025-04-20', '226.00'],
    ]);
    const owedOn = async (day: string) => {
      const { rows } = await books.report('aged-receivables', `asOf=${day}`);
      return rows.find((row: Json) => row.customerId === customer.id)?.total ?? '0.00';
    };
    expect([await owedOn('2025-04-09'), await owedOn('2025-04-10'), await owedOn('2025-04-20')]).toEqual([
      '226.00',
      '0.00',
      '226.00',
    ]);
    expect(await rates('from=2025-04-01&to=2025-04-30')).toEqual([
      ['VAT19', '100.00', '19.00'],
      ['VAT7', '100.00', '7.00'],
    ]);
    expect(await account('Bad debts', 'from=2025-04-01&to=2025-04-30')).toBe('0.00');
    await made(pay(acme, id, '226.00', { receivedOn: '2025-04-21' }));
    expect(await refusal(reverse(id))).toEqual([409, 'conflict']);
  });

  it('takes off no tax that a credit note took before', async () => {
    const { id } = await issued('2025-05-01');
    await made(
      acme.post(`/api/sales/invoices/${id}/credit-notes`, {
        ...{ lines: [{ position: 1 }], reason: 'Broken', issueDate: '2025-05-02' },
      }),
    );
    await done(writeOff(id, { date: '2025-05-10' }));
    expect(await rates('from=2025-05-10&to=2025-05-10')).toEqual([['VAT7', '-100.00', '-7.00']]);
  });

  it('is refused of what nobody owes, before what happened last, and in a closed month', async () => {
    const draft = await newDraft(acme, { customerId: customer.id });
    const paid = await issued('2025-06-01');
    await made(pay(acme, paid.id, '226.00', { receivedOn: '2025-06-01' }));
    const gone = await issued('2025-06-01');
    await done(acme.post(`/api/sales/invoices/${gone.id}/void`));
    for (const { id } of [draft, paid, gone]) expect(await refusal(writeOff(id))).toEqual([409, 'conflict']);
    const { id } = await issued('2025-06-02');
    await made(pay(acme, id, '1.00', { receivedOn: '2025-06-10' }));
    expect(await refusal(writeOff(id, { date: '2025-06-09' }))).toEqual([422, 'date_too_early']);
    expect(await refusal(writeOff(id, { reason: '' }))).toEqual([400, 'validation_failed']);
    await books.act('accounting/periods/2025-06/close');
    expect(await refusal(writeOff(id, { date: '2025-06-12' }))).toEqual([422, 'period_closed']);
    expect(await refusal(reverse(id))).toEqual([409, 'conflict']);
  });

  it('stands in the way of voiding and crediting', async () => {
    const { id } = await issued('2025-07-01');
    await done(writeOff(id, { date: '2025-07-02' }));
    expect(await refusal(acme.post(`/api/sales/invoices/${id}/void`))).toEqual([409, 'conflict']);
    const note = { amount: '1.00', reason: 'Broken' };
    expect(await refusal(acme.post(`/api/sales/invoices/${id}/credit-notes`, note))).toEqual([
      409,
      'conflict',
    ]);
    await done(reverse(id, { date: '2025-07-03' }));
    expect(await refusal(acme.post(`/api/sales/invoices/${id}/void`, { date: '2025-07-02' }))).toEqual([
      422,
      'date_too_early',
    ]);
    await done(acme.post(`/api/sales/invoices/${id}/void`, { date: '2025-07-03' }));
  });

  it('happens once, however many ask at the same time', async () => {
    const { id } = await issued('2025-08-01');
    const answers = await Promise.all(Array.from({ length: 6 }, () => writeOff(id)));
    expect(sortedStatuses(answers)).toEqual([200, 409, 409, 409, 409, 409]);
    const back = await Promise.all(Array.from({ length: 4 }, () => reverse(id)));
    expect(sortedStatuses(back)).toEqual([200, 409, 409, 409]);
  });
});
