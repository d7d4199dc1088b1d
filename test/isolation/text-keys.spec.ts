import { Tenancy } from '@tenantry/nest';
import { done, newCompany, newCustomer } from '../support/sales.support.js';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../support/index.js';

const CLEARED = `search_key = '', name_key = '', code_key = ''`;
const DRAFT = `INSERT INTO journal_entries (id, number, date, memo, source, layer, total, status, created_at, updated_at)
  VALUES ('0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a1`;

/** As stores are that are older than the keys. */
describe.each(TEST_STORES)('Rows without keys of two tenants on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  const companies = new Map<string, HttpClient>();
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    for (const [at, slug] of ['acme', 'globex'].entries()) {
      const company = await newCompany(platform, slug);
      companies.set(slug, company);
      for (const name of ['Zürich', 'Öl', 'Ärger', 'Mann']) await newCustomer(company, { name });
      await inside(slug, `UPDATE customers SET ${CLEARED}`);
      const values = `'JE-1', '2026-01-01', 'Geschäft', 'manual', 'regular', 0, 'draft'`;
      await inside(slug, `${DRAFT}${at}', ${values}, '2026-01-01 00:00:00', '2026-01-01 00:00:00')`);
    }
  });
  afterAll(() => platform?.close());

  const inside = (slug: string, sql: string): Promise<Json[]> => {
    const tenancy = platform.app.get(Tenancy);
    return tenancy.run(slug, () => tenancy.dataSource().query(sql));
  };
  const company = (slug: string): HttpClient => companies.get(slug)!;
  const names = async (slug: string, query: string): Promise<string[]> =>
    (await done(company(slug).get(`/api/sales/customers?${query}`))).items.map(({ name }: Json) => name);
  const keyless = async (slug: string): Promise<number> =>
    (await inside(slug, `SELECT id FROM customers WHERE search_key = '' OR name_key = ''`)).length;

  it('get them when their own company sorts or searches, and no other’s', async () => {
    expect(await names('acme', 'sort=name')).toEqual(['Ärger', 'Mann', 'Öl', 'Zürich']);
    expect([await keyless('acme'), await keyless('globex')]).toEqual([0, 4]);
    expect(await names('globex', 'q=OL')).toEqual(['Öl']);
    expect([await keyless('acme'), await keyless('globex')]).toEqual([0, 0]);
  });

  it('stay as old as they were, at their version', async () => {
    const rows = await inside('acme', 'SELECT version, created_at, updated_at FROM customers');
    for (const { version, created_at, updated_at } of rows)
      expect([version, updated_at]).toEqual([1, created_at]);
  });

  it('are changed by a file of their own company alone, whatever its codes', async () => {
    const csv = 'code,name\nC-00001,Taken over\nSAME,Acme only\n';
    const sent = company('acme').post('/api/sales/customers/import', csv, {
      headers: { 'content-type': 'text/csv' },
    });
    expect(await done(sent)).toEqual({ imported: 2, updated: 1 });
    expect(await names('acme', 'code=C-00001')).toEqual(['Taken over']);
    expect(await names('globex', 'code=C-00001')).toEqual(['Zürich']);
    expect(await names('globex', 'q=acme%20only')).toEqual([]);
    expect(await names('globex', 'sort=name')).toEqual(['Ärger', 'Mann', 'Öl', 'Zürich']);
  });

  it('have them in a table beside when they are never changed', async () => {
    for (const slug of ['acme', 'globex', 'acme']) {
      const { items } = await done(company(slug).get('/api/accounting/journal-entries?q=GESCHAFT'));
      expect(items.map(({ memo }: Json) => memo)).toEqual(['Geschäft']);
      expect(await inside(slug, 'SELECT id FROM older_search_keys')).toHaveLength(1);
    }
  });

  it('are found by the index for them', async () => {
    if (engine !== 'sqlite') return;
    const plan = await inside(
      'acme',
      `EXPLAIN QUERY PLAN SELECT * FROM customers WHERE search_key = '' LIMIT 1`,
    );
    expect(JSON.stringify(plan)).toContain('ix_customers_without_key');
  });
});
