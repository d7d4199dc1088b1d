import { type HttpClient, startPlatform, type TestPlatform } from '../../support/index.js';
import { pdfPages } from '../../support/pdf-text.js';
import { done, newCompany, newCustomer, newDraft, newInvoice } from '../../support/sales.support.js';

describe('PDFs', () => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const pagesOf = async (id: string): Promise<string[]> =>
    pdfPages((await acme.get(`/api/sales/invoices/${id}/pdf`)).raw);

  /** A reader sets spaces between the parts of a Thai word. */
  const bare = (text: string): string => text.replaceAll(/\s/g, '');

  const line = (description: string, unitPrice = '1.00') => ({ description, quantity: '1', unitPrice });

  it('are written in every script', async () => {
    const words = [
      '株式会社 山田製作所',
      'Цемент, 50 кг',
      'Şişli, İzmir',
      'ελληνικά',
      'ไทย',
      '한국어',
      'Łódź',
    ];
    const customer = await newCustomer(acme, { name: words[0], address: 'Şişli, İzmir' });
    const lines = words.map((word) => line(word));
    const { id } = await newInvoice(acme, { customerId: customer.id, lines });
    const [page = ''] = await pagesOf(id);
    for (const word of words) expect(bare(page)).toContain(bare(word));
    expect(page).not.toContain('?');
  });

  it('join Arabic letters and can be copied', async () => {
    const customer = await newCustomer(acme, { name: 'شركة الاختبار', address: 'שלום עולם' });
    const { id } = await newInvoice(acme, { customerId: customer.id });
    const [page = ''] = await pagesOf(id);
    expect(page).toContain('שלום');
    for (const word of ['شركة', 'الاختبار']) expect(page.normalize('NFKC')).toContain(word);
  });

  it('embed their fonts as subsets', async () => {
    const { id } = await newInvoice(acme, { lines: [line('Цемент 山田')] });
    const { raw } = await acme.get(`/api/sales/invoices/${id}/pdf`);
    expect(raw.length).toBeLessThan(100_000);
  });

  it('never split an amount', async () => {
    const lines = [{ description: 'Schrauben', quantity: '1', unitPrice: '10000000.00' }];
    const { id } = await newInvoice(acme, { lines });
    const [page = ''] = await pagesOf(id);
    expect(page.match(/10,000,000\.00/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('go on to further pages inside a tall row and a long address, and keep all of it', async () => {
    const address = Array.from({ length: 70 }, (_, index) => `R ${index + 1}.`).join('\n');
    const customer = await newCustomer(acme, { name: 'Long', address });
    const tall = Array.from({ length: 80 }, (_, index) => `w${index}`).join(' ');
    const lines = Array.from({ length: 60 }, () => line(tall));
    const { id } = await newInvoice(acme, { customerId: customer.id, lines });
    const pages = await pagesOf(id);
    const whole = pages.join('\n');
    expect(pages.length).toBeGreaterThan(3);
    for (let row = 1; row <= 70; row += 1) expect(whole).toContain(`R ${row}.`);
    expect(whole.match(/w79/g)).toHaveLength(60);
    expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
  });

  it('mark drafts', async () => {
    const { id } = await newDraft(acme);
    expect((await pagesOf(id))[0]).toContain('DRAFT');
  });

  it('are made beside the program, which goes on answering', async () => {
    const lines = Array.from({ length: 500 }, (_, index) =>
      line(`${index} ${'long words of a line '.repeat(23)}`),
    );
    const { id } = await newDraft(acme, { lines });
    let slowest = 0;
    let printing = true;
    const printed = acme.get(`/api/sales/invoices/${id}/pdf`).finally(() => (printing = false));
    while (printing) {
      const begun = performance.now();
      await platform.request('acme.localhost').get('/health/live');
      slowest = Math.max(slowest, performance.now() - begun);
    }
    expect((await printed).status).toBe(200);
    // Laid out in the program itself it was the whole of 1.7 s.
    expect(slowest).toBeLessThan(1000);
  });

  it('of one company wait for each other, and too many of them are refused', async () => {
    const globex = await newCompany(platform, 'globex');
    const drafts = await Promise.all(
      Array.from({ length: 30 }, (_, index) => newDraft(acme, { lines: [line(`Part ${index}`)] })),
    );
    const other = await newDraft(globex);
    const answers = drafts.map(({ id }) => acme.get(`/api/sales/invoices/${id}/pdf`));
    const foreign = await globex.get(`/api/sales/invoices/${other.id}/pdf`);
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(foreign.status).toBe(200);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(21);
  });

  it('of two companies with the same words stay apart', async () => {
    const other = await newCompany(platform, 'other');
    await done(other.patch('/api/tenant/settings', { name: 'Other' }));
    const [one, two] = await Promise.all([
      newDraft(acme, { lines: [line('Same')] }),
      newDraft(other, { lines: [line('Same')] }),
    ]);
    for (let round = 0; round < 2; round += 1) {
      const [a, b] = await Promise.all([
        acme.get(`/api/sales/invoices/${one.id}/pdf`),
        other.get(`/api/sales/invoices/${two.id}/pdf`),
      ]);
      expect((await pdfPages(a.raw))[0]).toContain('acme');
      expect((await pdfPages(b.raw))[0]).toContain('Other');
    }
  });
});
