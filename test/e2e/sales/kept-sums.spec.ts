import { Tenancy } from '@tenantry/nest';
import { Random } from '../../../src/seed/books/random.js';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../../support/index.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newInvoice,
  newProduct,
  newTaxRate,
} from '../../support/sales.support.js';

const STEPS = 45;
const cents = (amount: string): number => Math.round(Number(amount) * 100);
const dayAfter = (days: number): string => new Date(Date.UTC(2024, 10, 20 + days)).toISOString().slice(0, 10);

/** A document as the reports should count it. */
interface Counted {
  readonly date: string;
  readonly customer: string;
  readonly place: string;
  readonly invoices: number;
  readonly sign: number;
  readonly total: string;
  readonly lines: readonly Json[];
}

type Figures = Record<string, { invoices: number; total: number }>;

describe.each(TEST_STORES)('Kept sums of sales on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let quiet: HttpClient;
  let given: Record<'customers' | 'products' | 'places', [Json, Json]>;
  const random = new Random(20_261_124);

  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    acme = await newCompany(platform, 'acme');
    quiet = await newCompany(platform, 'quiet');
    const vat = await newTaxRate(acme, 'VAT20', '0.2000');
    const [main] = (await done(acme.get('/api/locations'))).items;
    given = {
      customers: [await newCustomer(acme, { code: 'A' }), await newCustomer(acme, { code: 'B' })],
      products: [
        await newProduct(acme, { sku: 'P', taxRateId: vat.id }),
        await newProduct(acme, { sku: 'Q', price: '7.77' }),
      ],
      places: [
        main,
        await made(
          acme.post('/api/locations', { code: 'SHOP', name: 'Shop', kind: 'store', parentId: main.id }),
        ),
      ],
    };
    for (let step = 0; step < STEPS; step += 1) await sell(dayAfter(step * 9));
  });
  afterAll(() => platform?.close());

  /** An invoice, one in four of which is voided and one in four credited. */
  async function sell(issueDate: string): Promise<void> {
    const line = (): object =>
      random.chance(0.2)
        ? { description: 'Work', quantity: '1', unitPrice: '12.34' }
        : { productId: random.pick(given.products).id, quantity: `${random.int(1, 5)}` };
    const invoice = await newInvoice(acme, {
      issueDate,
      customerId: random.pick(given.customers).id,
      locationId: random.pick(given.places).id,
      lines: Array.from({ length: random.int(1, 4) }, line),
    });
    const path = `/api/sales/invoices/${invoice.id}`;
    const fate = random.int(0, 4);
    if (fate === 0) {
      // Weeks later, and some of them today, long after.
      const later = new Date(Date.parse(issueDate) + random.int(0, 70) * 86_400_000);
      const date = random.chance(0.7) ? later.toISOString().slice(0, 10) : undefined;
      await done(acme.post(`${path}/void`, { date }));
    }
    if (fate === 1) {
      const credited = { reason: 'Broken', amount: random.pick(['1.00', '5.55', invoice.total]), issueDate };
      await made(acme.post(`${path}/credit-notes`, credited));
    }
  }

  async function all(path: string): Promise<Json[]> {
    const { items } = await done(acme.get(`${path}?limit=100`));
    return Promise.all(items.map(({ id }: Json) => done(acme.get(`${path}/${id}`))));
  }

  async function documents(): Promise<Counted[]> {
    const invoices = await all('/api/sales/invoices');
    const voided = invoices.filter(({ status }) => status === 'void');
    const notes = await all('/api/sales/credit-notes');
    const counted = (sign: number, count: number, day: (document: Json) => string) => (document: Json) => ({
      date: day(document),
      customer: given.customers.find(({ id }) => id === document.customerId)?.code,
      place: given.places.find(({ id }) => id === document.locationId)?.code,
      invoices: count,
      sign,
      total: document.total,
      lines: document.lines,
    });
    const issued = ({ issueDate }: Json): string => issueDate;
    return [
      ...invoices.map(counted(1, 1, issued)),
      ...voided.map(counted(-1, -1, ({ voidedOn }) => voidedOn)),
      ...notes.map(counted(-1, 0, issued)),
    ];
  }

  /** By the documents themselves: each is counted once for each of its names, with what falls to that name. */
  function figures(counted: readonly Counted[], parts: (document: Counted) => [string, number][]): Figures {
    const sums: Figures = {};
    for (const document of counted) {
      for (const [name, total] of parts(document)) {
        const sum = (sums[name] ??= { invoices: 0, total: 0 });
        sum.invoices += document.invoices;
        sum.total += document.sign * total;
      }
    }
    return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum.invoices || sum.total));
  }

  const byProduct = ({ lines }: Counted): [string, number][] => {
    const skuOf = ({ productId }: Json) => given.products.find(({ id }) => id === productId)?.sku ?? '';
    return [...Map.groupBy(lines, skuOf)].map(([sku, same]) => [
      sku,
      same.reduce((sum, line) => sum + cents(line.total ?? line.gross), 0),
    ]);
  };
  const REPORTS: Record<string, (document: Counted) => [string, number][]> = {
    'by-customer': ({ customer, total }) => [[customer, cents(total)]],
    'by-product': byProduct,
    'by-location': ({ place, total }) => [[place, cents(total)]],
    'by-period?granularity=month': ({ date, total }) => [[date.slice(0, 7), cents(total)]],
    'by-period?granularity=year': ({ date, total }) => [[date.slice(0, 4), cents(total)]],
    'by-period?granularity=day': ({ date, total }) => [[date, cents(total)]],
  };
  const RANGES: [string | undefined, string | undefined][] = [
    [undefined, undefined],
    ['2005-01-01', '2005-12-31'],
    ['2004-12-15', '2005-06-10'],
    ['2005-02-03', '2005-02-20'],
    ['2005-01-15', '2006-01-14'],
    ['2004-11-24', '2005-11-23'],
    ['2005-04-06', '2006-01-05'],
    ['2005-03-01', undefined],
    [undefined, '2005-04-30'],
    ['2010-01-01', '2010-12-31'],
  ];

  async function expectAllRight(): Promise<void> {
    const counted = await documents();
    for (const [from, to] of RANGES) {
      for (const place of [undefined, given.places[1]]) {
        const within = counted.filter(
          ({ date, place: code }) =>
            (!from || date >= from) && (!to || date <= to) && (!place || code === place.code),
        );
        for (const [name, parts] of Object.entries(REPORTS)) {
          const query = [from && `from=${from}`, to && `to=${to}`, place && `locationId=${place.id}`];
          const path = `/api/sales/reports/${name}${name.includes('?') ? '&' : '?'}${query.filter(Boolean).join('&')}`;
          const { rows, totals } = await done(acme.get(path));
          const shown = Object.fromEntries(
            rows.map(({ key, invoices, total }: Json) => [key, { invoices, total: cents(total) }]),
          );
          expect([path, shown]).toEqual([path, figures(within, parts)]);
          expect([path, totals.invoices]).toEqual([
            path,
            within.reduce((sum, { invoices }) => sum + invoices, 0),
          ]);
        }
      }
    }
  }

  it('say what the documents say, for any range and place', expectAllRight, 120_000);

  it.each(['by-customer', 'by-product'])('come %s in pages, with the totals of all', async (name) => {
    for (const [from, to] of RANGES) {
      for (const place of [undefined, given.places[1]]) {
        const query = [from && `from=${from}`, to && `to=${to}`, place && `locationId=${place.id}`];
        const path = `/api/sales/reports/${name}?${query.filter(Boolean).join('&')}`;
        const whole = await done(acme.get(path));
        expect(whole.nextCursor).toBeNull();
        const paged: Json[] = [];
        let cursor = '';
        do {
          const { rows, totals, nextCursor } = await done(acme.get(`${path}&limit=1${cursor}`));
          expect(totals).toEqual(whole.totals);
          paged.push(...rows);
          cursor = nextCursor ? `&cursor=${nextCursor}` : '';
        } while (cursor);
        expect([path, paged]).toEqual([path, whole.rows]);
      }
    }
  });

  it('are begun once from documents that are older than the sums, while others sell', async () => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    await tenancy.run('acme', () => tenancy.dataSource().query('DELETE FROM sales_balances'));
    const last = dayAfter(STEPS * 9);
    await Promise.all([
      ...['by-customer', 'by-product', 'by-location'].map((name) =>
        done(acme.get(`/api/sales/reports/${name}`)),
      ),
      ...[1, 2, 3].map(() => sell(last)),
    ]);
    await expectAllRight();
  });

  it('are begun again where an older version of the program kept others', async () => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    const marksOfQuiet = () =>
      tenancy.run('quiet', () => tenancy.dataSource().query('SELECT id FROM sales_balances'));
    await done(quiet.get('/api/sales/reports/by-customer'));
    const before = await marksOfQuiet();
    expect(before).toHaveLength(1);
    await tenancy.run('acme', async () => {
      const store = tenancy.dataSource();
      await store.query(`UPDATE sales_balances SET bucket = '' WHERE grain = 'built'`);
      await store.query(`DELETE FROM sales_balances WHERE location_key = '*'`);
    });
    await expectAllRight();
    expect(await marksOfQuiet()).toEqual(before);
  });

  it('show nothing of another company', async () => {
    for (const name of Object.keys(REPORTS)) {
      const { rows, totals } = await done(quiet.get(`/api/sales/reports/${name}`));
      expect([name, rows, totals.invoices]).toEqual([name, [], 0]);
    }
  });
});
