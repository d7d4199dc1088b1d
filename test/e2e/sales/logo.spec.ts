import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { png, upload } from '../../support/files.support.js';
import { expectStatus, startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';
import { done, newCustomer, newDraft, newInvoice, refusal } from '../../support/sales.support.js';

/** How many pictures the pages of a PDF show. */
async function picturesOf(content: Buffer): Promise<number> {
  const loading = getDocument({ data: new Uint8Array(content), verbosity: 0 });
  const page = await (await loading.promise).getPage(1);
  const { fnArray } = await page.getOperatorList();
  await loading.destroy();
  return fnArray.filter((operation) => operation === OPS.paintImageXObject).length;
}

describe("The company's logo", () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;
  let logo: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
    logo = (await expectStatus(201, upload(acme, { area: 'logo', content: png(90, 90) }))).body.id;
  });
  afterAll(() => platform?.close());

  const brand = (branding: object) => acme.patch('/api/tenant/settings', { branding });
  const pictures = async (path: string): Promise<number> =>
    picturesOf((await expectStatus(200, acme.get(path))).raw);

  it('is a file of the company, of the area logo', async () => {
    const { body: paper } = await upload(acme, { area: 'attachments', content: png(3, 3) });
    const { body: theirs } = await upload(globex, { area: 'logo', content: png(300, 90) });
    expect(await refusal(brand({ logoFileId: paper.id }))).toEqual([400, 'validation_failed']);
    expect(await refusal(brand({ logoFileId: theirs.id }))).toEqual([422, 'unknown_reference']);
    expect(await refusal(brand({ logoFileId: 'x' }))).toEqual([400, 'validation_failed']);
  });

  it('stands on invoices, credit notes and statements made from then on', async () => {
    const before = await newInvoice(acme);
    const logoUrl = 'https://acme.example/logo.svg';
    const { body } = await expectStatus(200, brand({ logoFileId: logo, logoUrl }));
    expect(body.branding).toEqual({ logoFileId: logo, logoUrl });
    const customer = await newCustomer(acme);
    const draft = await newDraft(acme, { customerId: customer.id });
    expect(await pictures(`/api/sales/invoices/${draft.id}/pdf`)).toBe(1);
    const invoice = await newInvoice(acme, { customerId: customer.id });
    expect(await pictures(`/api/sales/invoices/${invoice.id}/pdf`)).toBe(1);
    const { id } = (
      await expectStatus(
        201,
        acme.post(`/api/sales/invoices/${invoice.id}/credit-notes`, {
          reason: 'Returned',
          amount: '10.00',
        }),
      )
    ).body;
    expect(await pictures(`/api/sales/credit-notes/${id}/pdf`)).toBe(1);
    expect(await pictures(`/api/sales/customers/${customer.id}/statement/pdf?from=2020-01-01`)).toBe(1);
    // Issued without one: what was sent to the customer stays what it was.
    expect(await pictures(`/api/sales/invoices/${before.id}/pdf`)).toBe(0);
    await expectStatus(200, brand({ logoFileId: null }));
    expect(await pictures(`/api/sales/invoices/${draft.id}/pdf`)).toBe(0);
    expect(await pictures(`/api/sales/invoices/${invoice.id}/pdf`)).toBe(1);
  });

  it('does not keep documents from being printed when it is broken', async () => {
    const broken = Buffer.from(png(40, 40)).fill(7, 60);
    const { body } = await expectStatus(201, upload(acme, { area: 'logo', content: broken }));
    await expectStatus(200, brand({ logoFileId: body.id }));
    const draft = await newDraft(acme);
    expect(await pictures(`/api/sales/invoices/${draft.id}/pdf`)).toBe(0);
    expect(await done(acme.get('/api/tenant/settings'))).toMatchObject({ branding: { logoFileId: body.id } });
  });
});
