import { Tenancy } from '@tenantry/nest';
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
  newInvoice,
  newProduct,
  newTaxRate,
  pay,
  refusal,
} from '../../support/sales.support.js';

const REPORTS = ['by-customer', 'by-product', 'by-location', 'by-period'];
const MARCH = 'from=2025-03-01&to=2025-03-31';
const EDGE = 'from=2025-03-10&to=2025-03-14';
const APRIL = 'from=2025-04-01&to=2025-04-30';

describe.each(TEST_ENGINES)('Voiding an invoice on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let books: Books;
  let terms: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    books = new Books(acme);
    const vat = await newTaxRate(acme, 'VAT20', '0.2000');
    const { id: productId } = await newProduct(acme, { sku: 'TEA', price: '50.00', taxRateId: vat.id });
    const customer = await newCustomer(acme, { code: 'A' });
    terms = { customerId: customer.id, lines: [{ productId, quantity: '2' }] };
  });
  afterAll(() => platform?.close());

  const issued = (issueDate: string): Promise<Json> => newInvoice(acme, { ...terms, issueDate });
  const voided = (id: string, input: object = {}) => acme.post(`/api/sales/invoices/${id}/void`, input);
  const figures = async (range: string): Promise<Json[]> =>
    Promise.all(
      REPORTS.map(async (name) => {
        const { rows, totals } = await done(acme.get(`/api/sales/reports/${name}?${range}`));
        return [name, rows.map(({ key, invoices, net }: Json) => [key, invoices, net]), totals];
      }),
    );
  const reports = async (range: string): Promise<unknown> => ({
    sales: await figures(range),
    tax: await books.report('tax', range),
    income: await books.report('profit-and-loss', range),
    balances: await books.balances(range),
  });
  const totalsOf = async (range: string): Promise<unknown[]> =>
    (await figures(range)).map(([, , { invoices, net, tax, total }]) => [invoices, net, tax, total]);

  it('leaves every report of its closed month as it was, and takes it from those of the day', async () => {
    const { id } = await issued('2025-03-12');
    await books.act('accounting/periods/2025-03/close');
    const before = [await reports(MARCH), await reports(EDGE)];
    const invoice = await done(voided(id, { date: '2025-04-20' }));
    expect(invoice).toMatchObject({ status: 'void', voidedOn: '2025-04-20', balance: '0.00' });
    expect([await reports(MARCH), await reports(EDGE)]).toEqual(before);
    const taken = REPORTS.map(() => [-1, '-100.00', '-20.00', '-120.00']);
    expect(await totalsOf(APRIL)).toEqual(taken);
    expect(await totalsOf('from=2025-04-20&to=2025-04-20')).toEqual(taken);
    expect(await totalsOf('from=2025-03-12&to=2025-04-20')).toEqual(
      REPORTS.map(() => [0, '0.00', '0.00', '0.00']),
    );
    const [entry] = (await books.read(`accounting/journal-entries?sourceId=${id}&source=invoice_voided`))
      .items;
    expect(entry.date).toBe('2025-04-20');
  });

  it('is booked today where no day is named', async () => {
    const { id } = await issued('2025-05-02');
    const { voidedOn } = await done(voided(id));
    expect(voidedOn).toBe(new Date().toISOString().slice(0, 10));
  });

  it('is refused on a day before its issue, before its last payment came back, and in a closed month', async () => {
    const { id } = await issued('2025-06-10');
    const payment = await made(pay(acme, id, '10.00', { receivedOn: '2025-06-11' }));
    await done(
      acme.post(`/api/sales/invoices/${id}/payments/${payment.id}/reverse`, { receivedOn: '2025-07-02' }),
    );
    for (const date of ['2025-06-09', '2025-07-01'])
      expect([date, await refusal(voided(id, { date }))]).toEqual([date, [422, 'date_too_early']]);
    await books.act('accounting/periods/2025-07/close');
    expect(await refusal(voided(id, { date: '2025-07-02' }))).toEqual([422, 'period_closed']);
    expect(await done(voided(id, { date: '2025-08-01' }))).toMatchObject({ voidedOn: '2025-08-01' });
  });

  it('is counted on its day in a store whose sums took it from the day of its issue', async () => {
    const { id } = await issued('2025-09-12');
    await done(voided(id, { date: '2025-10-20' }));
    const long = await issued('2025-11-12');
    await done(voided(long.id, { date: '2025-11-13' }));
    const tenancy = platform.app.get(Tenancy, { strict: false });
    await tenancy.run('acme', async () => {
      const store = tenancy.dataSource();
      await store.query(`UPDATE sales_balances SET bucket = '3' WHERE grain = 'built'`);
      await store.query(`UPDATE sales_balances SET net = 0, tax = 0, total = 0, invoices = 0`);
      await store.query(`UPDATE invoices SET voided_on = NULL WHERE id = '${long.id}'`);
    });
    expect((await totalsOf('from=2025-09-01&to=2025-09-30'))[3]).toEqual([1, '100.00', '20.00', '120.00']);
    expect((await totalsOf('from=2025-10-01&to=2025-10-31'))[3]).toEqual([
      -1,
      '-100.00',
      '-20.00',
      '-120.00',
    ]);
    // Voided before that day was kept: nothing was sold.
    expect(await totalsOf('from=2025-11-05&to=2025-11-20')).toEqual(
      REPORTS.map(() => [0, '0.00', '0.00', '0.00']),
    );
  });
});
