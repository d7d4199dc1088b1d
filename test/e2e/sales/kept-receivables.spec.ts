import { Tenancy } from '@tenantry/nest';
import { Random } from '../../../src/seed/books/random.js';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../../support/index.js';
import { done, made, newCompany, newCustomer, newInvoice, pay } from '../../support/sales.support.js';

const INVOICES = 24;
const REPORT = '/api/accounting/reports/aged-receivables';
const BUCKETS = ['current', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const;
const START = Date.UTC(2024, 9, 1);
const DAY_MS = 86_400_000;

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const shown = (amount: number): string => (amount / 100).toFixed(2);
const dayAfter = (days: number): string => new Date(START + days * DAY_MS).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** An invoice as the report should see it: what took off its balance, and when. */
interface Owed {
  readonly invoice: Json;
  readonly customer: string;
  readonly place: string;
  readonly moves: { date: string; amount: number }[];
  voidedOn?: string;
}

/** What the report is asked about. */
interface Narrowed {
  place?: Json;
  from?: string;
}

describe.each(TEST_STORES)('Kept receivables on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let quiet: HttpClient;
  let customers: [Json, Json];
  let places: [Json, Json];
  const all: Owed[] = [];
  const random = new Random(20_261_125);

  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    acme = await newCompany(platform, 'acme');
    quiet = await newCompany(platform, 'quiet');
    customers = [await newCustomer(acme, { code: 'A' }), await newCustomer(acme, { code: 'B' })];
    const [main] = (await done(acme.get('/api/locations'))).items;
    const shop = { code: 'SHOP', name: 'Shop', kind: 'store', parentId: main.id };
    places = [main, await made(acme.post('/api/locations', shop))];
    for (let index = 0; index < INVOICES; index += 1) await sell(index * 11);
  });
  afterAll(() => platform?.close());

  async function sell(day: number): Promise<void> {
    const customer = random.pick(customers);
    const place = random.pick(places);
    const issueDate = dayAfter(day);
    const unitPrice = `${random.int(10, 99)}.${random.int(10, 99)}`;
    const invoice = await newInvoice(acme, {
      ...{ issueDate, customerId: customer.id, locationId: place.id },
      ...(random.chance(0.8) && { dueDate: dayAfter(day + random.int(0, 60)) }),
      lines: [{ description: 'Work', quantity: `${random.int(1, 4)}`, unitPrice }],
    });
    const owed: Owed = { invoice, customer: customer.code, place: place.code, moves: [] };
    all.push(owed);
    for (let step = random.int(0, 4); step > 0; step -= 1) await settle(owed, day + random.int(-3, 90));
    if (random.chance(0.15)) await withdraw(owed);
  }

  async function settle(owed: Owed, day: number): Promise<void> {
    const { id, total } = owed.invoice;
    const date = dayAfter(day);
    const amount = random.pick([shown(Math.ceil(cents(total) / 3)), '7.77', total]);
    if (random.chance(0.3)) return credit(owed, amount);
    const terms = { receivedOn: date, allowOverpayment: true };
    const payment = await made(pay(acme, id, amount, terms));
    const taken = cents(payment.amount) - cents(payment.credit);
    owed.moves.push({ date, amount: taken });
    if (!random.chance(0.3)) return;
    const later = dayAfter(day + random.int(0, 20));
    const back = later < owed.invoice.issueDate ? owed.invoice.issueDate : later;
    const path = `/api/sales/invoices/${id}/payments/${payment.id}/reverse`;
    await done(acme.post(path, { receivedOn: back }));
    owed.moves.push({ date: back, amount: -taken });
  }

  /** Refused when more was credited than the invoice came to; then nothing is owed less. */
  async function credit(owed: Owed, amount: string): Promise<void> {
    const path = `/api/sales/invoices/${owed.invoice.id}/credit-notes`;
    const { status, body } = await acme.post(path, {
      amount,
      reason: 'Broken',
      issueDate: dayAfter(INVOICES * 11),
    });
    if (status !== 201) return;
    owed.moves.push({ date: body.issueDate, amount: cents(body.total) - cents(body.kept) });
  }

  /** Refused where something was paid or credited. */
  async function withdraw(owed: Owed): Promise<void> {
    const { status, body } = await acme.post(`/api/sales/invoices/${owed.invoice.id}/void`);
    if (status === 200) owed.voidedOn = body.voidedOn ?? new Date().toISOString().slice(0, 10);
  }

  const isOwed = ({ invoice, voidedOn }: Owed, asOf: string): boolean =>
    invoice.issueDate <= asOf && !(voidedOn && voidedOn <= asOf);

  function bucketOf({ invoice: { dueDate } }: Owed, asOf: string): (typeof BUCKETS)[number] {
    const late = dueDate ? daysBetween(dueDate, asOf) : 0;
    return BUCKETS[Math.min(4, Math.max(0, Math.ceil(late / 30)))] ?? 'over90';
  }

  /** By customer and bucket, out of the documents. */
  function expected(
    asOf: string,
    { place, from = '' }: Narrowed = {},
  ): Record<string, Record<string, string>> {
    const sums: Record<string, Record<string, number>> = {};
    for (const owed of all) {
      if (!isOwed(owed, asOf) || (place && owed.place !== place.code)) continue;
      if (owed.invoice.issueDate < from) continue;
      const settled = owed.moves
        .filter(({ date }) => date <= asOf)
        .reduce((sum, { amount }) => sum + amount, 0);
      const open = cents(owed.invoice.total) - settled;
      if (open === 0) continue;
      const row = (sums[owed.customer] ??= Object.fromEntries(
        [...BUCKETS, 'total'].map((name) => [name, 0]),
      ));
      for (const name of [bucketOf(owed, asOf), 'total']) row[name] = (row[name] ?? 0) + open;
    }
    return Object.fromEntries(
      Object.entries(sums).map(([code, row]) => [
        code,
        Object.fromEntries(Object.entries(row).map(([name, amount]) => [name, shown(amount)])),
      ]),
    );
  }

  async function reported(asOf: string, { place, from }: Narrowed = {}): Promise<Record<string, Json>> {
    const narrowed = `${place ? `&locationId=${place.id}` : ''}${from ? `&from=${from}` : ''}`;
    const { rows } = await done(acme.get(`${REPORT}?asOf=${asOf}${narrowed}`));
    const amounts = (row: Json) => Object.fromEntries([...BUCKETS, 'total'].map((name) => [name, row[name]]));
    return Object.fromEntries(rows.map((row: Json) => [row.code, amounts(row)]));
  }

  async function expectAllRight(): Promise<void> {
    for (let day = -5; day < INVOICES * 11 + 120; day += 17) {
      const asOf = dayAfter(day);
      for (const narrowed of [{}, { place: places[1] }, { from: dayAfter(100) }])
        expect([asOf, await reported(asOf, narrowed)]).toEqual([asOf, expected(asOf, narrowed)]);
    }
  }

  it('are what the documents say of any day, at all places, at one, and since a day', expectAllRight, 60_000);

  it('are what the statement of a customer says', async () => {
    const asOf = dayAfter(200);
    const { aged } = await done(
      acme.get(`/api/sales/customers/${customers[0].id}/statement?from=2024-01-01&to=${asOf}`),
    );
    expect(aged).toEqual(expected(asOf)['A']);
  });

  it('are begun once from documents that are older, while others sell', async () => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    await tenancy.run('acme', () => tenancy.dataSource().query('DELETE FROM receivables'));
    await Promise.all([
      ...[1, 2, 3].map(() => done(acme.get(REPORT))),
      ...[1, 2, 3].map(() => sell(INVOICES * 11)),
    ]);
    await expectAllRight();
  });

  it('show nothing of another company', async () => {
    expect((await done(quiet.get(REPORT))).rows).toEqual([]);
    expect((await done(quiet.get(`${REPORT}?asOf=${dayAfter(100)}`))).rows).toEqual([]);
  });
});
