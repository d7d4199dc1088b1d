import { Tenancy } from '@tenantry/nest';
import { type Json, startPlatform, type TestPlatform, type TestResponse } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import {
  done,
  made,
  newCustomer,
  newDraft,
  newInvoice,
  newProduct,
  newTaxRate,
  pay,
} from '../../support/sales.support.js';

const BARCODE = '4006381333931';
const MOST = '100000000000.00';
const OVER = '100000000000.01';

/** Status, code and the field that is named. */
async function refused(pending: Promise<TestResponse>): Promise<unknown[]> {
  const { status, body } = await pending;
  return [status, body.code, body.errors?.[0]?.path];
}

describe('The amount of a document', () => {
  let platform: TestPlatform;
  let books: Books;
  let customer: Json;
  const post = (path: string, input?: object) => books.client.post(`/api/${path}`, input);
  const outOfRange = (path: string) => [422, 'amount_out_of_range', path];
  const draft = (lines: object[]) => post('sales/invoices', { customerId: customer.id, lines });
  const line = { description: 'Screws', quantity: '1', unitPrice: '1.00' };

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR' }));
    customer = await newCustomer(books.client);
  });
  afterAll(() => platform?.close());

  it('is refused where a barcode stands in the field of the quantity, which is named', async () => {
    const wrong = draft([line, { ...line, quantity: BARCODE, unitPrice: '12.50' }]);
    expect(await refused(wrong)).toEqual(outOfRange('lines.1.quantity'));
    const dear = draft([{ ...line, quantity: BARCODE, unitPrice: '12500.00' }]);
    expect(await refused(dear)).toEqual(outOfRange('lines.0.quantity'));
    const { id } = await newDraft(books.client, { customerId: customer.id });
    const change = { lines: [{ ...line, quantity: BARCODE }] };
    expect(await refused(books.client.patch(`/api/sales/invoices/${id}`, change))).toEqual(
      outOfRange('lines.0.quantity'),
    );
    expect(await refused(post('sales/invoices/preview', change))).toEqual(outOfRange('lines.0.quantity'));
  });

  it('is at most a hundred billion with two decimals, in an invoice and in what is paid for it', async () => {
    const half = { ...line, unitPrice: '50000000000.00' };
    const invoice = await newInvoice(books.client, { customerId: customer.id, lines: [half, half] });
    expect(invoice.total).toBe(MOST);
    expect(await refused(draft([half, half, { ...line, unitPrice: '0.01' }]))).toEqual(outOfRange('total'));
    const terms = { allowOverpayment: true };
    expect(await refused(pay(books.client, invoice.id, OVER, terms))).toEqual(outOfRange('amount'));
    await made(pay(books.client, invoice.id, MOST));
    expect(await done(books.client.get('/api/accounting/reports/trial-balance'))).toBeDefined();
  });

  it('is limited in expenses with their tax', async () => {
    const { id: taxRateId } = await newTaxRate(books.client, 'VAT20', '0.2000');
    const expense = { date: '2020-01-01', category: 'Rent', net: '90000000000.00' };
    await made(post('accounting/expenses', expense));
    expect(await refused(post('accounting/expenses', { ...expense, taxRateId }))).toEqual(outOfRange('net'));
    expect(await refused(post('accounting/expenses', { ...expense, net: OVER }))).toEqual(outOfRange('net'));
  });

  it('is limited in entries by line and in all, and in opening balances', async () => {
    const entries = 'accounting/journal-entries';
    const one = await books.entry('2020-01-01', { 1020: OVER }, { 3100: OVER });
    expect(await refused(post(entries, one))).toEqual(outOfRange('lines.0.debit'));
    const two = await books.entry('2020-01-01', { 1020: MOST, 1010: '0.01' }, { 3100: MOST, 3200: '0.01' });
    expect(await refused(post(entries, two))).toEqual(outOfRange('lines'));
    const lines = [{ accountId: await books.account('1020'), debit: OVER }];
    const opening = { date: '2019-12-31', lines };
    expect(await refused(post('accounting/opening-balances', opening))).toEqual(outOfRange('lines.0.debit'));
    await made(post(entries, await books.entry('2020-01-01', { 1020: MOST }, { 3100: MOST })));
  });

  it('is looked at again when a draft is issued that was written before there was a limit', async () => {
    const product = await newProduct(books.client, { price: '1.00' });
    const { id } = await newDraft(books.client, {
      customerId: customer.id,
      lines: [{ productId: product.id, quantity: '1' }],
    });
    const sql = `UPDATE invoices SET net = 500796047741375, tax = 0, total = 500796047741375 WHERE id = '${id}'`;
    const tenancy = platform.app.get(Tenancy);
    await tenancy.run('acme', () => tenancy.dataSource().query(sql));
    expect(await refused(post(`sales/invoices/${id}/issue`))).toEqual(outOfRange('total'));
  });
});
