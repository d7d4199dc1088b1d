import { Tenancy } from '@tenantry/nest';
import * as fc from 'fast-check';
import { type Json, runs, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';
import { BusinessHistory, type Step, STEPS } from '../../support/business-history.js';

const YEARS = 'from=2000-01-01&to=2099-12-31';
/** SQLite is quick enough for many; the others show that they count alike. */
const RUNS = { sqlite: runs(8, 400), postgres: runs(2, 60), mysql: runs(2, 60) } as const;
/** Hundreds of requests on whatever machine there is. */
const PATIENCE_MS = runs(300_000, 3_600_000);

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const sum = (rows: readonly Json[], field: string): number =>
  rows.reduce((total, row) => total + cents(row[field]), 0);

const step: fc.Arbitrary<Step> = fc.record({
  // Most of what happens is selling: without invoices there is nothing to pay, void or credit.
  kind: fc.constantFrom('sell', 'sell', 'pay', ...STEPS),
  pick: fc.nat({ max: 9999 }),
  amount: fc.integer({ min: 1, max: 99_999 }),
  later: fc.nat({ max: 6 }),
});
const steps = fc.array(step, { minLength: 10, maxLength: 30, size: 'max' });

interface Company {
  slug: string;
  books: Books;
  customers: string[];
  places: string[];
  history: BusinessHistory;
}

describe.each(TEST_ENGINES)('Any history of a company on %s', (engine) => {
  let platform: TestPlatform;
  let companies = 0;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform?.close());

  const newCompany = async (): Promise<Company> => {
    const slug = `history-${(companies += 1)}`;
    const books = new Books(await platform.createTenant({ slug, currency: 'EUR', multiLocation: true }));
    const made = async (path: string, input: object): Promise<string> => (await books.make(path, input)).id;
    const rates = [
      await made('accounting/tax-rates', { code: 'A', name: 'A', rate: '0.2' }),
      await made('accounting/tax-rates', { code: 'B', name: 'B', rate: '0.0725' }),
    ];
    const customers = [
      await made('sales/customers', { name: 'Ana' }),
      await made('sales/customers', { name: 'Bob' }),
    ];
    const [main] = (await books.read('locations')).items;
    const shop = { code: 'SHOP', name: 'Shop', kind: 'store', parentId: main.id };
    const places = [main.id, await made('locations', shop)];
    return {
      slug,
      books,
      customers,
      places,
      history: new BusinessHistory(books, { customers, rates, places }),
    };
  };

  it(
    'leaves books that balance and agree with the documents',
    async () => {
      const holds = async (happened: Step[]): Promise<void> => {
        const company = await newCompany();
        await company.history.play(happened);
        await balances(company);
        await agrees(company);
        await keepsSums(company);
      };
      await fc.assert(fc.asyncProperty(steps, holds), { numRuns: RUNS[engine], endOnFailure: true });
    },
    PATIENCE_MS,
  );

  it(
    'comes back to the same balances when what was done is voided',
    async () => {
      const { books, customers, places } = await newCompany();
      const amount = fc.integer({ min: 1, max: 999_999 }).map((minor) => (minor / 100).toFixed(2));
      const comesBack = async (price: string, cost: string): Promise<void> => {
        const before = nonZero(await books.balances(YEARS));
        const lines = [{ description: 'Goods', quantity: '1.333', unitPrice: price }];
        const input = { customerId: customers[0], locationId: places[1], issueDate: '2025-01-10', lines };
        const { id } = await books.make('sales/invoices', input);
        await books.act(`sales/invoices/${id}/issue`);
        const paid = { amount: cost, method: 'cash', receivedOn: '2025-01-11', allowOverpayment: true };
        const payment = await books.make(`sales/invoices/${id}/payments`, paid);
        const expense = await books.make('accounting/expenses', {
          date: '2025-01-12',
          category: 'Rent',
          net: cost,
        });
        await books.act(`accounting/expenses/${expense.id}/approve`);
        expect(nonZero(await books.balances(YEARS))).not.toEqual(before);
        await books.act(`accounting/expenses/${expense.id}/void`, {});
        await books.act(`sales/invoices/${id}/payments/${payment.id}/reverse`, { receivedOn: '2025-01-13' });
        await books.act(`sales/invoices/${id}/void`, { date: '2025-01-13' });
        expect(nonZero(await books.balances(YEARS))).toEqual(before);
      };
      await fc.assert(fc.asyncProperty(amount, amount, comesBack), { numRuns: RUNS[engine] });
    },
    PATIENCE_MS,
  );

  async function balances({ books, places }: Company): Promise<void> {
    for (const place of ['', ...places.map((id) => `&locationId=${id}`)]) {
      const { rows, totalDebit, totalCredit } = await books.report('trial-balance', `${YEARS}${place}`);
      expect([totalDebit, sum(rows, 'balance')]).toEqual([totalCredit, 0]);
    }
    for (const to of ['2024-11-30', '2024-12-31', '2025-02-10', '2099-12-31']) {
      const { totalAssets, totalLiabilities, totalEquity } = await books.report('balance-sheet', `to=${to}`);
      expect([to, cents(totalLiabilities) + cents(totalEquity)]).toEqual([to, cents(totalAssets)]);
    }
  }

  async function agrees({ slug, books, customers }: Company): Promise<void> {
    const all = async (path: string): Promise<Json[]> => (await books.read(`${path}?limit=100`)).items;
    const issued = new Set(['issued', 'partially_paid', 'paid', 'written_off']);
    const invoices = (await all('sales/invoices')).filter(({ status }) => issued.has(status));
    const notes = await all('sales/credit-notes');
    const expenses = (await all('accounting/expenses')).filter(({ status }) =>
      ['approved', 'paid'].includes(status),
    );
    const [{ entered }] = await stored(
      slug,
      `SELECT COALESCE(SUM(amount), 0) AS entered FROM customer_entries WHERE role = 'receivable'`,
    );
    const [{ given }] = await stored(slug, 'SELECT COALESCE(SUM(tax), 0) AS given FROM invoice_write_offs');
    const owed = sum(invoices, 'balance') + Number(entered);
    const credit = sum(await all('sales/customers'), 'credit');
    const ledger = await books.balances(YEARS);
    const tax = await books.report('tax', YEARS);
    const { totalIncome } = await books.report('profit-and-loss', YEARS);
    const aged = await books.report('aged-receivables', 'asOf=2099-12-31');
    const statements = await Promise.all(
      customers.map((id) => books.read(`sales/customers/${id}/statement?${YEARS}`)),
    );
    expect({
      receivable: cents(ledger['1100'] ?? '0'),
      customerCredit: 0 - cents(ledger['2400'] ?? '0'),
      payable: 0 - cents(ledger['2100'] ?? '0'),
      taxOnSales: cents(tax.taxOnSales),
      taxOnPurchases: cents(tax.taxOnPurchases),
      income: cents(totalIncome),
      aged: cents(aged.totals.total),
      statements: sum(statements, 'closing'),
    }).toEqual({
      receivable: owed,
      customerCredit: credit,
      payable: sum(
        expenses.filter(({ status }) => status === 'approved'),
        'total',
      ),
      taxOnSales: sum(invoices, 'tax') - sum(notes, 'tax') - Number(given),
      taxOnPurchases: sum(expenses, 'tax'),
      income: sum(invoices, 'net') - sum(notes, 'net'),
      aged: owed,
      statements: owed - credit,
    });
  }

  function stored(slug: string, sql: string): Promise<Json[]> {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    return tenancy.run(slug, () => tenancy.dataSource().query(sql));
  }

  /** Every kept balance is the sum of the lines of its account, place and days. */
  async function keepsSums({ slug }: Company): Promise<void> {
    const query = (sql: string): Promise<Json[]> => stored(slug, sql);
    const lines =
      await query(`SELECT account_id AS account, COALESCE(CAST(location_id AS CHAR(36)), '') AS place,
      CAST(date AS CHAR(10)) AS day, debit, credit FROM journal_lines`);
    const kept = await query(`SELECT account_id AS account, location_key AS place, grain, bucket,
      debit, credit FROM ledger_balances`);
    for (const [grain, length] of [
      ['day', 10],
      ['month', 7],
      ['year', 4],
    ] as const) {
      const buckets = kept.filter((row) => row.grain === grain);
      expect(sums(buckets, ({ bucket }) => bucket)).toEqual(sums(lines, ({ day }) => day.slice(0, length)));
    }
  }
});

/** Debits and credits by account, place and bucket. */
function sums(rows: readonly Json[], bucketOf: (row: Json) => string): Record<string, [number, number]> {
  const result: Record<string, [number, number]> = {};
  for (const row of rows) {
    const key = `${row.account}/${row.place}/${bucketOf(row)}`;
    const [debit, credit] = result[key] ?? [0, 0];
    result[key] = [debit + Number(row.debit), credit + Number(row.credit)];
  }
  return result;
}

const nonZero = (balances: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(balances).filter(([, amount]) => Number(amount) !== 0));
