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
  pay,
  refusal,
} from '../../support/sales.support.js';

const BEGUN = '2024-12-31';

describe.each(TEST_ENGINES)('Lines of customers in opening balances on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let books: Books;
  let customer: Json;
  let entry: Json;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    books = new Books(acme);
    customer = await newCustomer(acme);
    const party = { customerId: customer.id };
    entry = await books.make('accounting/opening-balances', {
      date: BEGUN,
      lines: [
        { accountId: await books.account('1020'), debit: '500.00' },
        { accountId: await books.account('1100'), debit: '70.00', ...party },
        { accountId: await books.account('2400'), credit: '30.00', ...party },
      ],
    });
  });
  afterAll(() => platform?.close());

  const creditOf = async (): Promise<string> =>
    (await done(acme.get(`/api/sales/customers/${customer.id}`))).credit;
  /** On the account, in the list of who owes, and on the statement. */
  async function owed(day: string): Promise<string[]> {
    const ledger = await books.balances(`from=2000-01-01&to=${day}`);
    const aged = await books.report('aged-receivables', `asOf=${day}`);
    const statement = await books.read(`sales/customers/${customer.id}/statement?from=2000-01-01&to=${day}`);
    return [ledger['1100'] ?? '0.00', aged.totals.total, statement.aged.total, statement.credit];
  }

  it('are owed and are credit from that day on', async () => {
    expect(await owed('2024-12-30')).toEqual(['0.00', '0.00', '0.00', '0.00']);
    expect(await owed(BEGUN)).toEqual(['70.00', '70.00', '70.00', '30.00']);
    expect(await creditOf()).toBe('30.00');
  });

  it('are credit that invoices take, and stay as long as it is spent', async () => {
    const invoice = await newInvoice(acme, { customerId: customer.id, issueDate: '2025-01-10' });
    const spent = await made(pay(acme, invoice.id, '30.00', { method: 'credit', receivedOn: '2025-01-11' }));
    expect(await creditOf()).toBe('0.00');
    const takeBack = (input: object = {}) =>
      acme.post(`/api/accounting/journal-entries/${entry.id}/reverse`, input);
    expect(await refusal(takeBack())).toEqual([422, 'customer_credit_exceeded']);
    const back = { receivedOn: '2025-01-12' };
    await done(acme.post(`/api/sales/invoices/${invoice.id}/payments/${spent.id}/reverse`, back));
    await done(takeBack({ date: '2025-01-12' }));
    expect(await creditOf()).toBe('0.00');
    expect(await owed('2025-01-11')).toEqual(['140.00', '140.00', '140.00', '0.00']);
    expect(await owed('2025-01-12')).toEqual(['100.00', '100.00', '100.00', '0.00']);
  });
});
