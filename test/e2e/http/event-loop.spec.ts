import { startPlatform, type HttpClient, type TestPlatform, type TestResponse } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import { done, made, newCompany, newCustomer, newInvoice } from '../../support/sales.support.js';

const LINES = 500;
const DOCUMENTS = 8;
const line = { description: 'x'.repeat(400), quantity: '1.500', unitPrice: '80.00', discount: '0.1000' };
const lines = Array.from({ length: LINES }, () => line);

describe('While the most is asked for that may be asked for', () => {
  let platform: TestPlatform;
  let company: HttpClient;
  let customerId: string;
  let invoiceId: string;
  let entryLines: object[];

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    company = await newCompany(platform, 'acme');
    customerId = String((await newCustomer(company)).id);
    for (let index = 0; index < DOCUMENTS; index += 1) {
      invoiceId = String((await newInvoice(company, { customerId, lines })).id);
    }
    const books = new Books(company);
    const [debit, credit] = [await books.account('1020'), await books.account('3100')];
    entryLines = Array.from({ length: LINES }, (_, index) =>
      index % 2 ? { accountId: credit, credit: '1.00' } : { accountId: debit, debit: '1.00' },
    );
    for (let index = 0; index < DOCUMENTS; index += 1) await made(post());
  });
  afterAll(() => platform?.close());

  const post = () =>
    company.post('/api/accounting/journal-entries', {
      date: new Date().toISOString().slice(0, 10),
      memo: 'x',
      lines: entryLines,
    });

  /** How often `/health/live` was answered before the other answer was there. */
  async function answeredDuring(
    asked: () => Promise<TestResponse>,
  ): Promise<[status: number, times: number]> {
    const health = platform.request('localhost');
    let times = 0;
    let going = true;
    const asking = (async () => {
      while (going) {
        const { status } = await health.get('/health/live');
        if (going && status === 200) times += 1;
      }
    })();
    const { status } = await asked();
    going = false;
    await asking;
    return [status, times];
  }

  const file = `name,email\n${'x,wrong\n'.repeat(10_000)}`;

  it.each<[told: string, status: number, times: number, asked: () => Promise<TestResponse>]>([
    ['a page of long invoices', 200, 5, () => company.get('/api/sales/invoices?limit=100')],
    ['a page of long entries', 200, 2, () => company.get('/api/accounting/journal-entries?limit=100')],
    ['a file of long lines of the audit log', 200, 1, () => company.get('/api/audit?format=csv')],
    ['a file of invoices', 200, 1, () => company.get('/api/sales/invoices?format=csv')],
    ['a long invoice', 201, 1, () => company.post('/api/sales/invoices', { customerId, lines })],
    ['its preview', 200, 1, () => company.post('/api/sales/invoices/preview', { lines })],
    ['its copy', 201, 1, () => company.post(`/api/sales/invoices/${invoiceId}/duplicate`)],
    ['a long entry', 201, 1, post],
    [
      'an import of 10,000 wrong rows',
      400,
      5,
      () => company.post('/api/sales/customers/import', file, { headers: { 'content-type': 'text/csv' } }),
    ],
  ])('%s, /health/live is answered', async (_, status, times, asked) => {
    const [answered, healthy] = await answeredDuring(asked);
    expect(answered).toBe(status);
    expect(healthy).toBeGreaterThanOrEqual(times);
  });

  it('a page shows every line of every document in its order', async () => {
    const { items } = await done(company.get('/api/sales/invoices?limit=100&status=issued'));
    expect(items).toHaveLength(DOCUMENTS);
    for (const item of items) {
      expect(item.lines.map(({ position }: { position: number }) => position)).toEqual(
        Array.from({ length: LINES }, (_, index) => index + 1),
      );
    }
  });
});
