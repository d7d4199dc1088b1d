import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HttpClient, type Json, startPlatform, type TestPlatform } from '../../support/index.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newInvoice,
  refusal,
} from '../../support/sales.support.js';

describe('Invoices as documents', () => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const mails = async (): Promise<string[]> => {
    const folder = join(platform.server.folder, 'outbox');
    const files = await readdir(folder, { recursive: true });
    return Promise.all(
      files.filter((file) => file.endsWith('.eml')).map((file) => readFile(join(folder, file), 'utf8')),
    );
  };

  it('are PDFs named by their number', async () => {
    const { id, number } = await newInvoice(acme);
    const { status, headers, raw } = await acme.get(`/api/sales/invoices/${id}/pdf`);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(headers['content-disposition']).toContain(`${number}.pdf`);
    expect(raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(raw.subarray(-6).toString()).toContain('%%EOF');
  });

  it('exist for drafts too', async () => {
    const { id } = await newDraft(acme);
    expect((await acme.get(`/api/sales/invoices/${id}/pdf`)).status).toBe(200);
  });

  it('do not change with the customer once issued', async () => {
    const customer = await newCustomer(acme, { name: 'Before' });
    const { id } = await newInvoice(acme, { customerId: customer.id });
    const first = await acme.get(`/api/sales/invoices/${id}/pdf`);
    await done(acme.patch(`/api/sales/customers/${customer.id}`, { name: 'Afterwards' }));
    const second = await acme.get(`/api/sales/invoices/${id}/pdf`);
    expect(second.raw.equals(first.raw)).toBe(true);
  });

  it('are mailed to the customer with the PDF, and remember it', async () => {
    const customer = await newCustomer(acme, { email: 'maria@alfreds.test' });
    const { id, number } = await newInvoice(acme, { customerId: customer.id });
    const sent = await done(acme.post(`/api/sales/invoices/${id}/send`));
    expect(sent).toMatchObject({ sentTo: 'maria@alfreds.test', status: 'issued' });
    const mail = (await mails()).find((text) => text.includes('maria@alfreds.test'));
    expect(mail).toContain(`Invoice ${number}`);
    expect(mail).toContain(`${number}.pdf`);
    expect(mail).toContain('application/pdf');
  });

  it('are called as the former books called them, where they were open then', async () => {
    const old = await newCompany(platform, 'old');
    const { id: customerId } = await newCustomer(old, { email: 'old@alfreds.test' });
    const receivables = [{ customerId, number: '2024/0815', date: '2024-11-30', amount: '60.00' }];
    await made(old.post('/api/accounting/opening-balances', { date: '2024-12-31', lines: [], receivables }));
    const [{ id }] = (await done(old.get('/api/sales/invoices'))).items;
    await done(old.post(`/api/sales/invoices/${id}/send`));
    const mail = (await mails()).find((text) => text.includes('old@alfreds.test'));
    expect(mail).toContain('Subject: Invoice 2024/0815 from');
    expect(mail).toContain('our invoice 2024/0815 of 2024-11-30.');
  });

  it('go to another address when one is named', async () => {
    const { id } = await newInvoice(acme);
    expect(await refusal(acme.post(`/api/sales/invoices/${id}/send`))).toEqual([
      422,
      'customer_without_email',
    ]);
    await done(acme.post(`/api/sales/invoices/${id}/send`, { to: 'books@alfreds.test' }));
    expect((await mails()).some((text) => text.includes('books@alfreds.test'))).toBe(true);
  });

  it('are listed with filters, sorts and search', async () => {
    const zeta = await newCompany(platform, 'zeta');
    const ana = await newCustomer(zeta, { name: 'Ana Trujillo', code: 'ANATR' });
    const bob = await newCustomer(zeta, { name: 'Bólido', code: 'BOLID' });
    await newInvoice(zeta, {
      customerId: ana.id,
      issueDate: '2010-01-01',
      lines: [{ description: 'A', quantity: '1', unitPrice: '3.00' }],
    });
    await newInvoice(zeta, { customerId: bob.id, issueDate: '2010-02-01', notes: 'Fragile' });
    await newDraft(zeta, { customerId: ana.id, issueDate: '2009-12-01' });
    const found = async (query: string): Promise<string[]> =>
      (await done(zeta.get(`/api/sales/invoices?${query}`))).items.map(({ number }: Json) => number);
    const [FIRST, SECOND] = ['INV-2010-000001', 'INV-2010-000002'];

    expect(await found('')).toEqual([null, SECOND, FIRST]);
    expect(await found('status=issued&sort=total')).toEqual([FIRST, SECOND]);
    expect(await found('sort=-issueDate')).toEqual([SECOND, FIRST, null]);
    expect(await found('sort=number')).toEqual([FIRST, SECOND, null]);
    expect(await found(`customerId=${bob.id}`)).toEqual([SECOND]);
    expect(await found('from=2010-01-15&to=2010-02-01')).toEqual([SECOND]);
    expect(await found('issueDate=2010-01-01')).toEqual([FIRST]);
    expect(await found('number=INV-2010-000002')).toEqual([SECOND]);
    expect(await found('q=trujillo&status=issued')).toEqual([FIRST]);
    expect(await found('q=FRAGILE')).toEqual([SECOND]);
    expect(await found('q=2010-000001')).toEqual([FIRST]);
    const csv = await zeta.get('/api/sales/invoices?format=csv&status=issued');
    expect(csv.raw.toString().trim().split('\n')).toHaveLength(3);
  });
});
