import { ConnectionRegistry, Doctor, type Finding, TenantCatalog } from '@tenantry/nest/operator';
import { startPlatform, TEST_STORES, type TestPlatform } from '../support/index.js';

describe.each(TEST_STORES)('`doctor` on what a store consists of, on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    for (const slug of ['acme', 'globex']) await platform.createTenant({ slug });
  });
  afterAll(() => platform?.close());

  const found = async (): Promise<readonly Finding[]> => {
    const { findings } = await platform.app.get(Doctor).examine({ slug: 'acme' });
    return findings.filter(({ check, level }) => check === 'tables' && level !== 'ok');
  };
  const asOwner = async (...statements: string[]): Promise<void> => {
    const tenant = await platform.app.get(TenantCatalog).get('acme');
    const source = platform.app.get(ConnectionRegistry).open(tenant);
    for (const sql of statements) await source.query(sql);
    await source.destroy();
  };
  const onTable = (table: string): string => (engine === 'sqlite' ? '' : ` ON ${table}`);

  it('finds nothing in a store as the migrations made it, and names what was taken away', async () => {
    expect(await found()).toEqual([]);
    await asOwner(
      `DROP TRIGGER customers_credit${engine === 'postgres' ? onTable('customers') : ''}`,
      `DROP INDEX ix_invoice_payments_received_on${engine === 'mysql' ? onTable('invoice_payments') : ''}`,
      'ALTER TABLE locations DROP COLUMN address',
    );
    const messages = (await found()).map(({ message }) => message).join('\n');
    expect(messages).toMatch(/The guard "customers_credit" of "customers" is not there/);
    expect(messages).toMatch(/The index of "invoice_payments" on received_on.* is not there/);
    expect(messages).toMatch(/The column "address" of "locations" is not there/);
  });
});
