import { Tenancy, Transactional } from '@tenantry/nest';

import { type NumberSeries, NumberingService } from '../../../src/features/numbering/index.js';
import { startPlatform, TEST_STORES, type TestPlatform } from '../../support/index.js';
import { newCompany } from '../../support/sales.support.js';

const ORDERS: NumberSeries = { name: 'order', prefix: 'PO', digits: 4, byYear: false, start: 1001 };
const RECEIPTS: NumberSeries = { name: 'receipt', prefix: 'GR', digits: 4, byYear: true };

class Work {
  @Transactional()
  inTransaction<R>(work: () => Promise<R>): Promise<R> {
    return work();
  }
}

describe.each(TEST_STORES)('Series of numbers on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    await newCompany(platform, 'acme');
    await newCompany(platform, 'globex');
  });
  afterAll(() => platform?.close());

  const numbers = () => platform.app.get(NumberingService, { strict: false });
  const inside = <R>(slug: string, work: () => Promise<R>): Promise<R> =>
    platform.app.get(Tenancy, { strict: false }).run(slug, () => new Work().inTransaction(work));

  it('begin with their first number, by tenant and by year', async () => {
    expect(await inside('acme', () => numbers().takeSome(ORDERS, 2))).toEqual(['PO-1001', 'PO-1002']);
    expect(await inside('globex', () => numbers().takeSome(ORDERS, 1))).toEqual(['PO-1001']);
    expect(await inside('acme', () => numbers().take(RECEIPTS, '2026-03-01'))).toBe('GR-2026-0001');
    expect(await inside('acme', () => numbers().take(RECEIPTS, '2027-01-01'))).toBe('GR-2027-0001');
  });

  it('ask about a day that lies before the last, and give nothing where that is refused', async () => {
    const earlier = async (last: string): Promise<void> => {
      throw new Error(`The last one is of ${last}.`);
    };
    const early = inside('acme', () => numbers().take(RECEIPTS, '2026-02-28', earlier));
    await expect(early).rejects.toThrow('The last one is of 2026-03-01.');
    expect(await inside('acme', () => numbers().take(RECEIPTS, '2026-03-01'))).toBe('GR-2026-0002');
  });
});
