import { Tenancy } from '@tenantry/nest';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newInvoice,
  newProduct,
  newTaxRate,
  pay,
  refusal,
  sortedStatuses,
} from '../../support/sales.support.js';

const UNKNOWN = '01a1fd9a-7986-708e-b617-4896a1f24cbb';

describe.each(TEST_ENGINES)('Invoices on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const post = (body: unknown) => acme.post('/api/sales/invoices', body);
  const act = (id: string, action: string, body?: object) =>
    acme.post(`/api/sales/invoices/${id}/${action}`, body);
  const get = (id: string) => done(acme.get(`/api/sales/invoices/${id}`));

  describe('as drafts', () => {
    it('take price, description and tax from the product', async () => {
      const vat = await newTaxRate(acme, 'VAT20', '0.2000');
      const product = await newProduct(acme, { name: 'Chang', price: '19.00', taxRateId: vat.id });
      const draft = await newDraft(acme, { lines: [{ productId: product.id, quantity: '2.5' }] });
      expect(draft).toMatchObject({
        number: null,
        status: 'draft',
        currency: 'USD',
        net: '47.50',
        tax: '9.50',
        total: '57.00',
        paid: '0.00',
        balance: '57.00',
        lines: [
          {
            productId: product.id,
            description: 'Chang',
            quantity: '2.500',
            unitPrice: '19.00',
            discount: '0.0000',
            taxRateId: vat.id,
            taxRate: '0.2000',
            net: '47.50',
            tax: '9.50',
            gross: '57.00',
          },
        ],
      });
    });

    it('let a line say otherwise than its product, also that there is no tax', async () => {
      const vat = await newTaxRate(acme, 'VAT5', '0.0500');
      const product = await newProduct(acme, { taxRateId: vat.id });
      const line = {
        productId: product.id,
        quantity: '1',
        unitPrice: '10',
        description: 'Special',
        taxRateId: null,
      };
      const draft = await newDraft(acme, { lines: [line] });
      expect(draft.lines[0]).toMatchObject({
        description: 'Special',
        unitPrice: '10.00',
        taxRateId: null,
        tax: '0.00',
      });
    });

    it('round each line half away from zero and sum the rounded lines', async () => {
      const rate = await newTaxRate(acme, 'T10', '0.1000');
      const line = {
        description: 'Screw',
        quantity: '0.333',
        unitPrice: '0.15',
        discount: '0.0000',
        taxRateId: rate.id,
      };
      const { net, tax, total } = await newDraft(acme, { lines: [line, line, line] });
      expect({ net, tax, total }).toEqual({ net: '0.15', tax: '0.03', total: '0.18' });
    });

    it('replace all lines on PATCH, keep what is left out, and count versions', async () => {
      const draft = await newDraft(acme, { notes: 'First' });
      const path = `/api/sales/invoices/${draft.id}`;
      const lines = [
        { description: 'A', quantity: '1', unitPrice: '1.00' },
        { description: 'B', quantity: '2', unitPrice: '1.00' },
      ];
      const changed = await done(acme.patch(path, { lines, version: draft.version }));
      expect(changed).toMatchObject({ notes: 'First', total: '3.00', version: 2 });
      expect(changed.lines.map((line: Json) => line.description)).toEqual(['A', 'B']);
      expect(await done(acme.patch(path, { notes: null }))).toMatchObject({
        notes: null,
        total: '3.00',
        version: 3,
      });
      expect(await get(draft.id)).toMatchObject({ total: '3.00', version: 3 });
    });

    it('refuse a write made of an older version', async () => {
      const draft = await newDraft(acme);
      await done(acme.patch(`/api/sales/invoices/${draft.id}`, { notes: 'Mine' }));
      const late = acme.patch(`/api/sales/invoices/${draft.id}`, { notes: 'Yours', version: 1 });
      expect(await refusal(late)).toEqual([409, 'version_conflict']);
      expect(await refusal(act(draft.id, 'issue', { version: 1 }))).toEqual([409, 'version_conflict']);
    });

    it('can be deleted', async () => {
      const draft = await newDraft(acme);
      expect((await acme.delete(`/api/sales/invoices/${draft.id}`)).status).toBe(204);
      expect(await refusal(acme.get(`/api/sales/invoices/${draft.id}`))).toEqual([404, 'not_found']);
    });

    it('can be previewed without being stored', async () => {
      const before = (await done(acme.get('/api/sales/invoices'))).items[0]?.id;
      const preview = await done(
        acme.post('/api/sales/invoices/preview', {
          lines: [{ description: 'X', quantity: '3', unitPrice: '1.10' }],
        }),
      );
      expect(preview).toMatchObject({ currency: 'USD', net: '3.30', tax: '0.00', total: '3.30' });
      expect((await done(acme.get('/api/sales/invoices'))).items[0]?.id).toBe(before);
    });
  });

  describe('refuse', () => {
    let customerId: string;
    beforeAll(async () => {
      customerId = (await newCustomer(acme)).id;
    });
    const line = { description: 'Work', quantity: '1', unitPrice: '1.00' };
    const draft = (changes: object) => post({ customerId, lines: [line], ...changes });

    it.each([
      ['a JSON number for a quantity', { lines: [{ ...line, quantity: 1 }] }, 'lines.0.quantity'],
      ['a JSON number for a price', { lines: [line, { ...line, unitPrice: 1.5 }] }, 'lines.1.unitPrice'],
      ['a JSON number for a discount', { lines: [{ ...line, discount: 0.1 }] }, 'lines.0.discount'],
      ['a discount over 1', { lines: [{ ...line, discount: '1.1' }] }, 'lines.0.discount'],
      ['a quantity of nothing', { lines: [{ ...line, quantity: '0' }] }, 'lines.0.quantity'],
      [
        'more decimals than the currency has',
        { lines: [{ ...line, unitPrice: '1.005' }] },
        'lines.0.unitPrice',
      ],
      ['no lines', { lines: [] }, 'lines'],
      [
        'a line that says nothing of its price',
        { lines: [{ description: 'X', quantity: '1' }] },
        'lines.0.unitPrice',
      ],
      [
        'a line that says nothing at all',
        { lines: [{ quantity: '1', unitPrice: '1' }] },
        'lines.0.description',
      ],
      ['a day that does not exist', { issueDate: '2006-02-30' }, 'issueDate'],
      ['an unknown property', { colour: 'red' }, 'colour'],
      ['an unknown property of a line', { lines: [{ ...line, net: '1.00' }] }, 'lines.0.net'],
      ['a customer id that is none', { customerId: 'ALFKI' }, 'customerId'],
    ])('%s', async (_what, changes, path) => {
      const { status, body } = await draft(changes);
      expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', path]);
    });

    it.each([
      ['an unknown customer', { customerId: UNKNOWN }, 'unknown_reference', 'customerId'],
      [
        'an unknown product',
        { lines: [line, { ...line, productId: UNKNOWN }] },
        'unknown_reference',
        'lines.1.productId',
      ],
      [
        'an unknown tax rate',
        { lines: [{ ...line, taxRateId: UNKNOWN }] },
        'unknown_reference',
        'lines.0.taxRateId',
      ],
      ['an unknown location', { locationId: UNKNOWN }, 'unknown_reference', 'locationId'],
      [
        'an amount over 9·10¹⁵ minor units',
        { lines: [{ ...line, unitPrice: '90000000000000.01' }] },
        'amount_out_of_range',
        'lines.0.unitPrice',
      ],
      [
        'a product of quantity and price over that',
        { lines: [{ ...line, quantity: '2', unitPrice: '90000000000000' }] },
        'amount_out_of_range',
        'lines.0',
      ],
      [
        'a total over that',
        { lines: [{ ...line, unitPrice: '90000000000000' }, line] },
        'amount_out_of_range',
        'total',
      ],
      [
        'a quantity no store could hold',
        { lines: [{ ...line, quantity: '9999999999999' }] },
        'amount_out_of_range',
        'lines.0.quantity',
      ],
      [
        'a due date before the issue date',
        { issueDate: '2006-05-02', dueDate: '2006-05-01' },
        'due_date_before_issue_date',
        'dueDate',
      ],
    ])('%s', async (_what, changes, code, path) => {
      const { status, body } = await draft(changes);
      expect([status, body.code, body.errors[0].path]).toEqual([422, code, path]);
    });

    it('an id in the path that is none', async () => {
      expect(await refusal(acme.get('/api/sales/invoices/4711'))).toEqual([404, 'not_found']);
      expect(await refusal(acme.get(`/api/sales/invoices/${UNKNOWN}`))).toEqual([404, 'not_found']);
    });
  });

  describe('once issued', () => {
    it('have a number of their year and can no longer be changed', async () => {
      const invoice = await newInvoice(acme, { issueDate: '2011-03-05', dueDate: '2011-04-04' });
      expect(invoice).toMatchObject({
        number: 'INV-2011-000001',
        status: 'issued',
        issueDate: '2011-03-05',
        balance: '100.00',
      });
      expect(await refusal(acme.patch(`/api/sales/invoices/${invoice.id}`, { notes: 'x' }))).toEqual([
        409,
        'conflict',
      ]);
      expect(await refusal(acme.delete(`/api/sales/invoices/${invoice.id}`))).toEqual([409, 'conflict']);
      expect(await refusal(act(invoice.id, 'issue'))).toEqual([409, 'conflict']);
    });

    it('count each year for itself, in the order of their dates', async () => {
      const numbers = [];
      for (const issueDate of ['2021-01-01', '2021-01-01', '2022-01-01', '2021-12-31']) {
        numbers.push((await newInvoice(acme, { issueDate })).number);
      }
      expect(numbers).toEqual(['INV-2021-000001', 'INV-2021-000002', 'INV-2022-000001', 'INV-2021-000003']);
      const draft = await newDraft(acme, { issueDate: '2021-12-30' });
      expect(await refusal(act(draft.id, 'issue'))).toEqual([422, 'issue_date_out_of_order']);
      expect(await done(act(draft.id, 'issue', { issueDate: '2021-12-31' }))).toMatchObject({
        number: 'INV-2021-000004',
      });
    });

    it('are dated today when nobody said a date', async () => {
      const { issueDate } = await newInvoice(acme);
      expect(Math.abs(Date.parse(issueDate) - Date.now())).toBeLessThan(2 * 86_400_000);
    });

    it('are paid in parts, never by more than is owed', async () => {
      const { id } = await newInvoice(acme);
      const first = await made(pay(acme, id, '40.00', { method: 'cash', reference: 'Till 3' }));
      expect(first).toMatchObject({ amount: '40.00', method: 'cash', reference: 'Till 3', invoiceId: id });
      expect(await get(id)).toMatchObject({ status: 'partially_paid', paid: '40.00', balance: '60.00' });
      expect(await refusal(pay(acme, id, '60.01'))).toEqual([422, 'payment_exceeds_balance']);
      await made(pay(acme, id, '60.00'));
      expect(await get(id)).toMatchObject({ status: 'paid', paid: '100.00', balance: '0.00' });
      expect(await refusal(pay(acme, id, '0.01'))).toEqual([422, 'payment_exceeds_balance']);
      const { items } = await done(acme.get(`/api/sales/invoices/${id}/payments`));
      expect(items.map((payment: Json) => payment.amount)).toEqual(['40.00', '60.00']);
    });

    it.each([
      [{ amount: 40, method: 'cash' }],
      [{ amount: '0.00', method: 'cash' }],
      [{ amount: '-1', method: 'cash' }],
      [{ amount: '1', method: 'gold' }],
    ])('refuse the payment %j', async (payment) => {
      const { id } = await newInvoice(acme);
      expect(await refusal(acme.post(`/api/sales/invoices/${id}/payments`, payment))).toEqual([
        400,
        'validation_failed',
      ]);
    });

    it('are not overpaid by payments at the same time', async () => {
      const { id } = await newInvoice(acme);
      const answers = await Promise.all(Array.from({ length: 10 }, () => pay(acme, id, '30.00')));
      expect(sortedStatuses(answers)).toEqual([201, 201, 201, ...Array(7).fill(422)]);
      expect(await get(id)).toMatchObject({ paid: '90.00', balance: '10.00' });
    });

    it('are voided once, after their payments are reversed, and keep their number', async () => {
      const { id, number } = await newInvoice(acme);
      const payment = await made(pay(acme, id, '40.00'));
      expect(await refusal(act(id, 'void'))).toEqual([409, 'invoice_has_payments']);
      const reversal = await done(act(id, `payments/${payment.id}/reverse`, { reference: 'Bounced' }));
      expect(reversal).toMatchObject({
        amount: '-40.00',
        reversesId: payment.id,
        invoice: { status: 'issued', balance: '100.00' },
      });
      expect(await refusal(act(id, `payments/${payment.id}/reverse`))).toEqual([409, 'conflict']);
      expect(await refusal(act(id, `payments/${reversal.id}/reverse`))).toEqual([409, 'conflict']);
      const voided = await done(act(id, 'void', { reason: 'Wrong customer' }));
      expect(voided).toMatchObject({ number, status: 'void', balance: '0.00', voidReason: 'Wrong customer' });
      expect(await refusal(act(id, 'void'))).toEqual([409, 'conflict']);
      expect(await refusal(pay(acme, id, '1.00'))).toEqual([409, 'conflict']);
    });

    it('are not voided while a payment stands that was credit alone', async () => {
      const { id } = await newInvoice(acme);
      const first = await made(pay(acme, id, '100.00'));
      const second = await made(pay(acme, id, '50.00', { method: 'cash', allowOverpayment: true }));
      await done(act(id, `payments/${first.id}/reverse`));
      expect(await refusal(act(id, 'void'))).toEqual([409, 'invoice_has_payments']);
      await done(act(id, `payments/${second.id}/reverse`));
      expect(await done(act(id, 'void'))).toMatchObject({ status: 'void' });
    });

    it('over nothing are not voided while money stands that came in for them', async () => {
      const lines = [{ description: 'Work', quantity: '1', unitPrice: '100.00', discount: '1' }];
      const { id } = await newInvoice(acme, { lines });
      const payment = await made(pay(acme, id, '3.00', { allowOverpayment: true }));
      expect(await refusal(act(id, 'void'))).toEqual([409, 'invoice_has_payments']);
      await done(act(id, `payments/${payment.id}/reverse`));
      await done(act(id, 'void'));
    });

    it('and void, as older versions left them with payments, say that these stay', async () => {
      const { id } = await newInvoice(acme);
      const first = await made(pay(acme, id, '100.00'));
      const second = await made(pay(acme, id, '50.00', { allowOverpayment: true }));
      await done(act(id, `payments/${first.id}/reverse`));
      const tenancy = platform.app.get(Tenancy);
      await tenancy.run('acme', () =>
        tenancy.dataSource().query(`UPDATE invoices SET status = 'void' WHERE id = '${id}'`),
      );
      expect(await refusal(act(id, `payments/${second.id}/reverse`))).toEqual([409, 'conflict']);
    });

    it('can be duplicated as a draft', async () => {
      const original = await newInvoice(acme, {
        lines: [{ description: 'Work', quantity: '3', unitPrice: '7.00', discount: '0.5' }],
      });
      const copy = await made(act(original.id, 'duplicate'));
      expect(copy).toMatchObject({
        number: null,
        status: 'draft',
        issueDate: null,
        total: '10.50',
        customerId: original.customerId,
      });
      expect(copy.id).not.toBe(original.id);
      expect(copy.lines).toEqual(original.lines);
    });
  });

  it('as drafts take no payments and are not voided', async () => {
    const { id } = await newDraft(acme);
    expect(await refusal(pay(acme, id, '1.00'))).toEqual([409, 'conflict']);
    expect(await refusal(act(id, 'void'))).toEqual([409, 'conflict']);
    expect(await refusal(act(id, 'send'))).toEqual([409, 'conflict']);
  });

  it('are not issued in a currency that the books no longer have', async () => {
    const paris = await newCompany(platform, 'paris', 'EUR');
    const { id } = await newDraft(paris);
    await done(paris.patch('/api/tenant/settings', { currency: 'USD' }));
    const issue = paris.post(`/api/sales/invoices/${id}/issue`);
    expect(await refusal(issue)).toEqual([409, 'currency_mismatch']);
    expect((await done(paris.get(`/api/sales/invoices/${id}`))).status).toBe('draft');
  });

  it('as drafts in another currency take new lines, and no other terms for the old ones', async () => {
    const lyon = await newCompany(platform, 'lyon', 'EUR');
    const { id } = await newDraft(lyon);
    const path = `/api/sales/invoices/${id}`;
    await done(lyon.patch('/api/tenant/settings', { currency: 'USD' }));
    for (const terms of [{ discount: '0.1' }, { pricesIncludeTax: true }])
      expect(await refusal(lyon.patch(path, terms))).toEqual([409, 'currency_mismatch']);
    expect(await done(lyon.patch(path, { notes: 'Soon' }))).toMatchObject({
      currency: 'EUR',
      total: '100.00',
    });
    const lines = [{ description: 'Work', quantity: '1', unitPrice: '80.00' }];
    expect(await done(lyon.patch(path, { lines, discount: '0.1' }))).toMatchObject({
      currency: 'USD',
      total: '72.00',
    });
    await done(lyon.post(`${path}/issue`));
  });

  it('are in the decimals of the currency', async () => {
    const tokyo = await newCompany(platform, 'tokyo', 'JPY');
    const draft = await newDraft(tokyo, {
      lines: [{ description: 'Tea', quantity: '1.5', unitPrice: '333' }],
    });
    expect(draft).toMatchObject({ currency: 'JPY', total: '500', lines: [{ unitPrice: '333', net: '500' }] });
    const wrong = {
      customerId: draft.customerId,
      lines: [{ description: 'Tea', quantity: '1', unitPrice: '1.50' }],
    };
    expect(await refusal(tokyo.post('/api/sales/invoices', wrong))).toEqual([400, 'validation_failed']);
  });
});
