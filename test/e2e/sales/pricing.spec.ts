import {
  expectStatus,
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
  newTaxRate,
  refusal,
} from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('Prices of invoices on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let lines: object[];
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    const vat = await newTaxRate(acme, 'VAT20', '0.2000');
    lines = [
      { description: 'Tea', quantity: '3', unitPrice: '9.99', discount: '0.1', taxRateId: vat.id },
      { description: 'Work', quantity: '1', unitPrice: '10.01' },
    ];
  });
  afterAll(() => platform?.close());

  const sums = ({ net, tax, total }: Json) => ({ net, tax, total });
  const PLAIN = { net: '36.98', tax: '5.39', total: '42.37' };
  const DISCOUNTED = { net: '35.13', tax: '5.12', total: '40.25' };
  const INCLUSIVE = { net: '32.49', tax: '4.49', total: '36.98' };

  it('are discounted per invoice on top of the lines, before tax; totals are sums of lines', async () => {
    const draft = await newDraft(acme, { lines, discount: '0.05' });
    expect(draft).toMatchObject({ discount: '0.0500', ...DISCOUNTED });
    expect(draft.lines.map(({ net, tax }: Json) => [net, tax])).toEqual([
      ['25.62', '5.12'],
      ['9.51', '0.00'],
    ]);
  });

  it('include the tax when the invoice says so', async () => {
    const draft = await newDraft(acme, { lines, pricesIncludeTax: true });
    expect(draft).toMatchObject({ pricesIncludeTax: true, ...INCLUSIVE });
    expect(draft.lines[0]).toMatchObject({ unitPrice: '9.99', net: '22.48', tax: '4.49', gross: '26.97' });
  });

  it('follow a change of the terms alone, and keep the terms when lines change', async () => {
    const { id } = await newDraft(acme, { lines });
    const patch = (change: object) => done(acme.patch(`/api/sales/invoices/${id}`, change));
    expect(sums(await patch({ discount: '0.05' }))).toEqual(DISCOUNTED);
    expect(sums(await patch({ lines }))).toEqual(DISCOUNTED);
    expect(sums(await patch({ discount: null, pricesIncludeTax: true }))).toEqual(INCLUSIVE);
    expect(sums(await patch({ pricesIncludeTax: false }))).toEqual(PLAIN);
  });

  it('are the same in previews, copies and issued invoices', async () => {
    const terms = { lines, discount: '0.05' };
    expect(sums(await done(acme.post('/api/sales/invoices/preview', terms)))).toEqual(DISCOUNTED);
    const { id } = await newDraft(acme, terms);
    const copy = await made(acme.post(`/api/sales/invoices/${id}/duplicate`));
    expect(copy).toMatchObject({ discount: '0.0500', ...DISCOUNTED });
    expect(sums(await done(acme.post(`/api/sales/invoices/${id}/issue`)))).toEqual(DISCOUNTED);
    expect((await expectStatus(200, acme.get(`/api/sales/invoices/${id}/pdf`))).raw.length).toBeGreaterThan(
      0,
    );
  });

  it("include the tax by default where the company's settings say so", async () => {
    const beta = await newCompany(platform, 'beta');
    expect(await done(beta.get('/api/tenant/settings'))).toMatchObject({ pricesIncludeTax: false });
    await done(beta.patch('/api/tenant/settings', { pricesIncludeTax: true }));
    const vat = await newTaxRate(beta, 'VAT20', '0.2000');
    const customerId = (await newCustomer(beta)).id;
    const line = { description: 'Tea', quantity: '1', unitPrice: '12.00', taxRateId: vat.id };
    const draft = await newDraft(beta, { customerId, lines: [line] });
    expect(draft).toMatchObject({ pricesIncludeTax: true, net: '10.00', tax: '2.00', total: '12.00' });
    const other = await newDraft(beta, { customerId, lines: [line], pricesIncludeTax: false });
    expect(other).toMatchObject({ pricesIncludeTax: false, total: '14.40' });
  });

  it.each([{ discount: '1.1' }, { discount: 0.1 }, { pricesIncludeTax: 'yes' }])(
    'refuse %j',
    async (terms) => {
      const pending = acme.post('/api/sales/invoices/preview', { lines, ...terms });
      expect(await refusal(pending)).toEqual([400, 'validation_failed']);
    },
  );
});
