import { done, made, newCompany, newCustomer, newInvoice, pay, refusal } from '../support/sales.support.js';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../support/index.js';

const PAYMENTS = '/api/sales/payments';

/** What one company has; both companies are given the very same. */
async function furnish(company: HttpClient, secret: string): Promise<Record<string, Json>> {
  const customer = await newCustomer(company, { code: 'SAME', name: secret });
  const issue = (issueDate: string) => newInvoice(company, { customerId: customer.id, issueDate });
  const invoice = await issue('2025-01-01');
  const payment = await made(
    company.post(PAYMENTS, {
      ...{ customerId: customer.id, amount: '50.00', method: 'transfer', reference: secret },
      allocations: [{ invoiceId: invoice.id, amount: '10.00' }],
    }),
  );
  return { customer, invoice, payment };
}

describe.each(TEST_STORES)('Money of the customers of two tenants on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let [acme, globex]: HttpClient[] = [];
  let mine: Record<string, Json>;
  let theirs: Record<string, Json>;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    acme = await newCompany(platform, 'acme');
    globex = await newCompany(platform, 'globex');
    mine = await furnish(acme, 'Secret of Acme');
    theirs = await furnish(globex, 'Secret of Globex');
  });
  afterAll(() => platform?.close());

  const me = () => acme as HttpClient;
  const them = () => globex as HttpClient;
  const of = (invoice: Json) => [{ invoiceId: invoice.id, amount: '1.00' }];

  it('is shown to its own company alone', async () => {
    for (const path of [
      PAYMENTS,
      `${PAYMENTS}?format=csv`,
      `${PAYMENTS}?customerId=${theirs['customer'].id}`,
    ]) {
      const { status, raw } = await me().get(path);
      expect([path, status, raw.toString('utf8').includes('Globex')]).toEqual([path, 200, false]);
    }
    expect(await refusal(me().get(`${PAYMENTS}/${theirs['payment'].id}`))).toEqual([404, 'not_found']);
  });

  it.each([
    ['allocate', () => ({ allocations: of(mine['invoice']) })],
    ['reverse', () => ({})],
  ])('is left alone by %s of the other', async (action, input) => {
    const path = `${PAYMENTS}/${theirs['payment'].id}/${action}`;
    expect(await refusal(me().post(path, input()))).toEqual([404, 'not_found']);
    expect(await done(them().get(`${PAYMENTS}/${theirs['payment'].id}`))).toEqual(theirs['payment']);
  });

  it('keeps its own invoices from being voided, and no others', async () => {
    const voidOf = async (company: HttpClient, { id }: Json): Promise<Json> => {
      const { actions } = await done(company.get(`/api/sales/invoices/${id}`));
      return actions.find(({ name }: Json) => name === 'void');
    };
    const untouched = await newInvoice(me(), { customerId: mine['customer'].id });
    expect(await voidOf(me(), untouched)).toEqual({ name: 'void', allowed: true });
    expect(await voidOf(them(), theirs['invoice'])).toMatchObject({ reason: 'invoice_has_payments' });
    const { items } = await done(me().get('/api/sales/invoices'));
    const listed = items.find(({ id }: Json) => id === mine['invoice'].id);
    expect(listed.actions).toContainEqual({ name: 'void', allowed: false, reason: 'invoice_has_payments' });
    await done(me().post(`/api/sales/invoices/${untouched.id}/void`, {}));
  });

  it('pays no invoice and comes from no customer of the other', async () => {
    const terms = { customerId: mine['customer'].id, amount: '5.00', method: 'cash' };
    const foreign = [
      me().post(PAYMENTS, { ...terms, customerId: theirs['customer'].id }),
      me().post(PAYMENTS, { ...terms, allocations: of(theirs['invoice']) }),
      me().post(`${PAYMENTS}/${mine['payment'].id}/allocate`, { allocations: of(theirs['invoice']) }),
    ];
    for (const pending of foreign) expect(await refusal(pending)).toEqual([422, 'unknown_reference']);
    const spent = pay(me(), theirs['invoice'].id, '1.00', { method: 'credit' });
    expect(await refusal(spent)).toEqual([404, 'not_found']);
    expect(await done(them().get(`/api/sales/invoices/${theirs['invoice'].id}`))).toMatchObject({
      paid: '10.00',
    });
  });

  it('is spent of the own credit, though both companies spend at once', async () => {
    const spend = (company: HttpClient, owned: Record<string, Json>) =>
      pay(company, owned['invoice'].id, '15.00', { method: 'credit' });
    const answers = await Promise.all(
      [me(), them()].flatMap((company, index) =>
        Array.from({ length: 4 }, () => spend(company, index ? theirs : mine)),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
    for (const [company, { customer, payment }] of [
      [me(), mine],
      [them(), theirs],
    ] as const) {
      expect(await done(company.get(`/api/sales/customers/${customer.id}`))).toMatchObject({
        credit: '10.00',
      });
      expect(await done(company.get(`${PAYMENTS}/${payment.id}`))).toMatchObject({ rest: '10.00' });
    }
  });

  it('is written off by its own company alone, though both do so at once', async () => {
    const writeOff = (company: HttpClient, { invoice }: Record<string, Json>) =>
      company.post(`/api/sales/invoices/${invoice.id}/write-off`, { reason: 'Never heard of again' });
    expect(await refusal(writeOff(me(), theirs))).toEqual([404, 'not_found']);
    const customer = await newCustomer(me(), { code: 'GONE', name: 'Gone' });
    const invoice = await newInvoice(me(), { customerId: customer.id, issueDate: '2025-01-02' });
    const answers = await Promise.all([writeOff(me(), { invoice }), writeOff(them(), { invoice })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
    const open = async (company: HttpClient) =>
      (await done(company.get('/api/accounting/reports/aged-receivables'))).totals.total;
    const [ours, other] = [await open(me()), await open(them())];
    expect(ours).toBe(other);
  });
});
