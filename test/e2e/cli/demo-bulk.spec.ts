import { Tenancy } from '@tenantry/nest';
import { BulkSeeder } from '../../../src/seed/bulk/bulk.seeder.js';
import { type DemoBooks, writeDemoBooks } from '../../../src/seed/books/demo.books.js';
import { InvoiceSeeder } from '../../../src/seed/invoice.seeder.js';
import { MasterDataSeeder } from '../../../src/seed/books/master-data.seeder.js';
import {
  expectStatus,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { listAll } from '../../support/northwind.loader.js';

const today = new Date().toISOString().slice(0, 10);

const BOOKS = writeDemoBooks({
  seed: 11,
  today,
  customers: 6,
  products: 12,
  invoices: 60,
  lines: [1, 4],
  days: 400,
  multiLocation: true,
  exponent: 2,
});

/** Ids, times and versions differ between two tenants; everything else must not. */
function comparable(value: Json): Json {
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([name]) => !/^id$|Ids?$|At$|^version$|^postedBy$/.test(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, comparable(field)]));
}

describe.each(TEST_ENGINES)('a tenant filled many rows at a time on %s', (engine) => {
  let platform: TestPlatform;
  let sold: TenantClient;
  let bulk: TenantClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    sold = await platform.createTenant({ slug: 'sold', name: 'Twin', multiLocation: true });
    bulk = await platform.createTenant({ slug: 'bulk', name: 'Twin', multiLocation: true });
    const tenancy = platform.app.get(Tenancy);
    const data = platform.app.get(MasterDataSeeder);
    await tenancy.run('sold', () => sell(BOOKS, platform.app.get(InvoiceSeeder), data));
    await tenancy.run('bulk', async () => {
      await platform.app.get(BulkSeeder).write(BOOKS.invoices(), await data.write(BOOKS));
    });
  });

  afterAll(() => platform?.close());

  const both = async (ask: (client: TenantClient) => Promise<Json>) =>
    [comparable(await ask(sold)), comparable(await ask(bulk))] as const;

  it.each(['/api/sales/invoices', '/api/accounting/journal-entries'])(
    'has the same %s as one that was sold to one by one',
    async (path) => {
      const [expected, given] = await both((client) => listAll(client, path));
      expect(given.length).toBeGreaterThan(50);
      expect(given).toEqual(expected);
    },
  );

  it.each([
    '/api/accounting/reports/trial-balance',
    '/api/accounting/reports/profit-and-loss',
    '/api/accounting/reports/tax',
    '/api/accounting/reports/location-performance',
    '/api/sales/reports/by-period',
    '/api/sales/reports/by-product',
    '/api/accounting/reports/aged-receivables',
  ])('has the same %s', async (path) => {
    const ask = async (client: TenantClient) =>
      (await expectStatus(200, client.get(`${path}?from=2000-01-01&to=${today}`))).body;
    const [expected, given] = await both(ask);
    expect(given).toEqual(expected);
  });

  it.each([30, 90, 200])('has the same receivables %s days ago', async (days) => {
    const asOf = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const path = `/api/accounting/reports/aged-receivables?asOf=${asOf}`;
    const [expected, given] = await both(async (client) => (await expectStatus(200, client.get(path))).body);
    expect(given.rows.length).toBeGreaterThan(0);
    expect(given).toEqual(expected);
  });

  it('goes on with the same numbers', async () => {
    const issueNext = async (client: TenantClient) => {
      const draft = (await listAll(client, '/api/sales/invoices')).find(({ status }) => status === 'draft');
      const { id } = draft;
      return (await expectStatus(200, client.post(`/api/sales/invoices/${id}/issue`, { issueDate: today })))
        .body;
    };
    const [expected, given] = await both(issueNext);
    expect(given.number).toMatch(/^INV-/);
    expect(given.number).toBe(expected.number);
  });
});

async function sell(books: DemoBooks, seeder: InvoiceSeeder, data: MasterDataSeeder): Promise<void> {
  const master = await data.write(books);
  for (const invoice of books.invoices()) await seeder.write(invoice, master);
}
