import { Tenancy } from '@tenantry/nest';
import { Random } from '../../src/seed/books/random.js';
import type { Json, TestPlatform } from './index.js';
import { Books } from './accounting.support.js';
import { BusinessHistory, type Step, STEPS } from './business-history.js';

const ALWAYS = 'from=2000-01-01';
const BEGUN = '2024-10-31';
const CUSTOMERS = 6;
/** What changes the money of customers; the rest is in the way of it now and then. */
const RARE = new Set<Step['kind']>([
  'closeMonth',
  'reopenMonth',
  'spend',
  'payExpense',
  'voidExpense',
  'adjust',
]);
const MONEY = ['1010', '1020', '1030'];
const SOURCES = [
  ...['payment_received', 'payment_reversed', 'deposit_received', 'deposit_reversed', 'refund_paid'],
];

const cents = (amount = '0.00'): number => Math.round(Number(amount) * 100);

/** A company to whose customers all kinds of things happen, and what has to be the same of it on any day. */
export class MoneyHistory {
  private constructor(
    private readonly platform: TestPlatform,
    private readonly slug: string,
    private readonly books: Books,
    private readonly given: { customers: string[]; rates: string[]; places: string[] },
  ) {}

  static async begin(platform: TestPlatform, slug: string): Promise<MoneyHistory> {
    const books = new Books(await platform.createTenant({ slug, currency: 'EUR', multiLocation: true }));
    const made = async (path: string, input: object): Promise<string> => (await books.make(path, input)).id;
    const rate = (code: string, fraction: string) =>
      made('accounting/tax-rates', { code, name: code, rate: fraction });
    const [main] = (await books.read('locations')).items;
    const shop = { code: 'SHOP', name: 'Shop', kind: 'store', parentId: main.id };
    const customers: string[] = [];
    for (let index = 0; index < CUSTOMERS; index += 1)
      customers.push(await made('sales/customers', { name: `Customer ${index}` }));
    return new MoneyHistory(platform, slug, books, {
      customers,
      rates: [await rate('A', '0.19'), await rate('B', '0.07')],
      places: [main.id, await made('locations', shop)],
    });
  }

  /** The first invoices are those of the former books. */
  async play(steps: number, random: Random): Promise<void> {
    const [place] = this.given.places;
    await this.books.make('accounting/opening-balances', {
      ...{ date: BEGUN, locationId: place, lines: [] },
      receivables: this.given.customers.map((customerId, index) => ({
        ...{ customerId, number: `OLD-${index}`, date: '2024-09-15', dueDate: '2024-10-15' },
        amount: `${100 + index * 10}.00`,
      })),
    });
    const { items } = await this.books.read('sales/invoices?limit=100');
    const older = items.map(({ id }: Json) => id);
    const history = new BusinessHistory(this.books, this.given, older);
    await history.play(Array.from({ length: steps }, () => stepOf(random)));
  }

  /** Of some days, and of the last one there is; `kinds` of what there is to agree on have to have happened. */
  async expectAllAgree({ days, kinds }: { days: number; kinds: number }): Promise<void> {
    const first = Date.UTC(2024, 9, 30);
    const [{ last }] = await this.query('SELECT CAST(MAX(date) AS CHAR(10)) AS last FROM journal_entries');
    const happened = await this.happened();
    expect([happened, happened.length >= kinds]).toEqual([happened, true]);
    const step = Math.max(1, Math.floor((Date.parse(last) - first) / 86_400_000 / days));
    for (let day = first; day <= Date.parse(last); day += step * 86_400_000)
      await this.agreeOn(new Date(day).toISOString().slice(0, 10));
    await this.agreeOn(last);
    await this.agreeNow();
  }

  /** Which kinds of rows there are: without them there is nothing to agree on. */
  private async happened(): Promise<string[]> {
    const found: string[] = [];
    for (const rows of [
      'invoice_payments WHERE deposited',
      `invoice_payments WHERE method = 'credit'`,
      'invoice_payments WHERE payment_id IS NOT NULL',
      'invoice_payments WHERE payment_id IS NOT NULL AND reverses_id IS NOT NULL',
      'customer_payments WHERE reverses_id IS NULL',
      'customer_refunds',
      'credit_notes WHERE kept > 0',
      'invoice_write_offs WHERE reverses_id IS NULL',
      `customer_entries WHERE role = 'receivable'`,
      `customer_entries WHERE role = 'customer_credit'`,
      'customer_entries WHERE reverses_id IS NOT NULL',
      `invoices WHERE status = 'void'`,
    ]) {
      const [{ count }] = await this.query(`SELECT COUNT(*) AS count FROM ${rows}`);
      if (Number(count) > 0) found.push(rows);
    }
    return found;
  }

  private async agreeOn(day: string): Promise<void> {
    const of = async (place: string): Promise<Record<string, number>> => {
      const balances = await this.books.balances(`${ALWAYS}&to=${day}${place}`);
      const { rows, totals } = await this.books.report('aged-receivables', `asOf=${day}&limit=1000${place}`);
      const statements = await Promise.all(
        this.given.customers.map((id) =>
          this.books.read(`sales/customers/${id}/statement?from=${day}&to=${day}${place}`),
        ),
      );
      const sum = (amounts: (string | undefined)[]) => amounts.reduce((all, one) => all + cents(one), 0);
      for (const [index, { aged }] of statements.entries()) {
        const row = rows.find(({ customerId }: Json) => customerId === this.given.customers[index]);
        expect([day, index, aged.total]).toEqual([day, index, row?.total ?? '0.00']);
      }
      return {
        ...{
          ledger: cents(balances['1100']),
          aged: cents(totals.total),
          credit: 0 - cents(balances['2400']),
        },
        ...{
          open: sum(statements.map(({ aged }) => aged.total)),
          left: sum(statements.map(({ credit }) => credit)),
        },
        least: Math.min(...statements.map(({ credit }) => cents(credit))),
      };
    };
    for (const place of ['', ...this.given.places.map((id) => `&locationId=${id}`)]) {
      const { ledger, aged, open, credit, left, least } = await of(place);
      expect([day, place, aged, open, left]).toEqual([day, place, ledger, ledger, credit]);
      if (place === '') expect([day, (least ?? -1) >= 0]).toEqual([day, true]);
    }
    const [booked] = await this
      .query(`SELECT COALESCE(SUM(l.debit - l.credit), 0) AS money FROM journal_lines l
      JOIN journal_entries e ON e.id = l.entry_id JOIN accounts a ON a.id = l.account_id
      WHERE a.code IN (${quoted(MONEY)}) AND e.source IN (${quoted(SOURCES)}) AND e.date <= '${day}'`);
    const [moved] = await this.query(`SELECT
      (SELECT COALESCE(SUM(amount), 0) FROM invoice_payments WHERE method <> 'credit' AND payment_id IS NULL
        AND received_on <= '${day}')
      + (SELECT COALESCE(SUM(amount), 0) FROM customer_payments WHERE received_on <= '${day}')
      - (SELECT COALESCE(SUM(amount), 0) FROM customer_refunds WHERE refunded_on <= '${day}') AS money`);
    expect([day, Number(booked.money)]).toEqual([day, Number(moved.money)]);
  }

  /** The credit of each customer is in its parts, and the account holds all of it. */
  private async agreeNow(): Promise<void> {
    const parts = await this
      .query(`SELECT c.id, c.credit, (SELECT COALESCE(SUM(p.rest), 0) FROM customer_credits p
      WHERE p.customer_id = c.id) AS rest FROM customers c`);
    for (const { id, credit, rest } of parts) expect([id, Number(rest)]).toEqual([id, Number(credit)]);
    const all = parts.reduce((sum, { credit }) => sum + Number(credit), 0);
    expect(0 - cents((await this.books.balances(ALWAYS))['2400'])).toBe(all);
  }

  private query(sql: string): Promise<Json[]> {
    const tenancy = this.platform.app.get(Tenancy, { strict: false });
    return tenancy.run(this.slug, () => tenancy.dataSource().query(sql));
  }
}

function stepOf(random: Random): Step {
  const kind = random.chance(0.3) ? 'sell' : random.pick(STEPS);
  const isSkipped = RARE.has(kind) && random.chance(0.8);
  return {
    kind: isSkipped ? 'payTogether' : kind,
    pick: random.int(0, 9999),
    amount: random.int(1, 60_000),
    later: random.chance(0.1) ? 1 : 0,
  };
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
