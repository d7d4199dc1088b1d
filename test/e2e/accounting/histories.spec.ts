import { Tenancy } from '@tenantry/nest';
import { Random } from '../../../src/seed/books/random.js';
import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

const YEARS = 'from=2000-01-01&to=2099-12-31';
const cents = (amount: string): number => Math.round(Number(amount) * 100);
const day = (offset: number): string => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10);

/** A company whose history is made up step by step; it remembers its documents, never their effect on the books. */
class History {
  private readonly invoices: Json[] = [];
  private readonly expenses: Json[] = [];
  private readonly entries: Json[] = [];
  private today = 0;

  constructor(
    private readonly books: Books,
    private readonly random: Random,
    private readonly given: { customerId: string; rates: [string, string]; places: [string, string] },
  ) {}

  async play(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      this.today += this.random.int(0, 9);
      await this.random
        .pick([this.sell, this.sell, this.collect, this.takeBack, this.spend, this.settle, this.adjust])
        .call(this);
    }
  }

  async documents(): Promise<{ invoices: Json[]; expenses: Json[] }> {
    const read = (path: string, rows: Json[]) =>
      Promise.all(rows.map(({ id }) => this.books.read(`${path}/${id}`)));
    return {
      invoices: await read('sales/invoices', this.invoices),
      expenses: await read('accounting/expenses', this.expenses),
    };
  }

  private amount(): string {
    return (this.random.int(1, 99_999) / 100).toFixed(2);
  }

  private taxed(): { taxRateId?: string } {
    return this.random.chance(0.8) ? { taxRateId: this.random.pick(this.given.rates) } : {};
  }

  private async sell(): Promise<void> {
    const line = (): object => ({
      description: 'Goods',
      quantity: `${this.random.int(1, 9)}.${this.random.int(0, 999)}`,
      unitPrice: this.amount(),
      discount: this.random.pick(['0', '0.05', '0.3333']),
      ...this.taxed(),
    });
    const draft = await this.books.make('sales/invoices', {
      customerId: this.given.customerId,
      locationId: this.random.pick(this.given.places),
      issueDate: day(this.today),
      lines: Array.from({ length: this.random.int(1, 4) }, line),
    });
    this.invoices.push(await this.books.act(`sales/invoices/${draft.id}/issue`));
  }

  private async collect(): Promise<void> {
    const invoice = this.invoices[this.random.int(0, this.invoices.length)];
    if (!invoice) return;
    const { status, balance } = await this.books.read(`sales/invoices/${invoice.id}`);
    if (status === 'void' || cents(balance) === 0) return;
    const amount = this.random.chance(0.5) ? balance : (this.random.int(1, cents(balance)) / 100).toFixed(2);
    const method = this.random.pick(['cash', 'card', 'transfer', 'other']);
    await this.books.make(`sales/invoices/${invoice.id}/payments`, {
      amount,
      method,
      receivedOn: day(this.today),
    });
  }

  /** Reverses the payments of an invoice, and voids it. */
  private async takeBack(): Promise<void> {
    const invoice = this.invoices[this.random.int(0, this.invoices.length * 3)];
    if (!invoice) return;
    const { items } = await this.books.read(`sales/invoices/${invoice.id}/payments`);
    for (const { id } of items) {
      await this.books.client.post(`/api/sales/invoices/${invoice.id}/payments/${id}/reverse`, {
        receivedOn: day(this.today),
      });
    }
    await this.books.client.post(`/api/sales/invoices/${invoice.id}/void`, {});
  }

  private async spend(): Promise<void> {
    const expense = await this.books.make('accounting/expenses', {
      date: day(this.today),
      category: this.random.pick(['Rent', 'Wages', 'Travel']),
      net: this.amount(),
      locationId: this.random.pick(this.given.places),
      ...this.taxed(),
    });
    this.expenses.push(expense);
    if (this.random.chance(0.8)) await this.books.act(`accounting/expenses/${expense.id}/approve`);
  }

  private async settle(): Promise<void> {
    const expense = this.expenses[this.random.int(0, this.expenses.length)];
    if (!expense) return;
    const path = `/api/accounting/expenses/${expense.id}`;
    const paid = { paidOn: day(this.today), method: 'transfer' };
    await (this.random.chance(0.3)
      ? this.books.client.post(`${path}/void`, {})
      : this.books.client.post(`${path}/pay`, paid));
  }

  private async adjust(): Promise<void> {
    const earlier = this.entries[this.random.int(0, this.entries.length)];
    if (earlier && this.random.chance(0.5)) {
      await this.books.client.post(`/api/accounting/journal-entries/${earlier.id}/reverse`, {
        date: day(this.today),
      });
      return;
    }
    const amount = this.amount();
    const [debit, credit] = [
      this.random.pick(['1020', '6500', '1500']),
      this.random.pick(['3100', '2500', '4900']),
    ];
    this.entries.push(await this.books.post(day(this.today), { [debit]: amount }, { [credit]: amount }));
  }
}

describe.each(TEST_ENGINES)('Whatever happens to a company on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  let documents: Awaited<ReturnType<History['documents']>>;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR', multiLocation: true }));
    const rate = async (code: string, fraction: string): Promise<string> =>
      (await books.make('accounting/tax-rates', { code, name: code, rate: fraction })).id;
    const [main] = (await books.read('locations')).items;
    const shop = await books.make('locations', {
      code: 'SHOP',
      name: 'Shop',
      kind: 'store',
      parentId: main.id,
    });
    const history = new History(books, new Random(20_261_121), {
      customerId: (await books.make('sales/customers', { name: 'A customer' })).id,
      rates: [await rate('A', '0.2'), await rate('B', '0.0725')],
      places: [main.id, shop.id],
    });
    await history.play(90);
    documents = await history.documents();
  });
  afterAll(() => platform.close());

  const sum = (rows: Json[], field: string): number =>
    rows.reduce((total, row) => total + cents(row[field]), 0);
  const live = () => documents.invoices.filter(({ status }) => status !== 'void');
  const booked = () => documents.expenses.filter(({ status }) => status === 'approved' || status === 'paid');

  it('there is something to look at', () => {
    const statuses = new Set([...documents.invoices, ...documents.expenses].map(({ status }) => status));
    expect([...statuses]).toEqual(expect.arrayContaining(['issued', 'paid', 'void', 'approved', 'draft']));
  });

  it('the trial balance balances, everywhere and at each place', async () => {
    const { items } = await books.read('locations');
    for (const place of ['', ...items.map(({ id }: Json) => `&locationId=${id}`)]) {
      const { rows, totalDebit, totalCredit } = await books.report('trial-balance', `${YEARS}${place}`);
      expect([totalDebit, sum(rows, 'balance')]).toEqual([totalCredit, 0]);
    }
  });

  it('the balance sheet balances on any day', async () => {
    for (const to of ['2024-01-31', '2024-03-17', '2024-12-31', '2025-06-30', '2099-12-31']) {
      const { totalAssets, totalLiabilities, totalEquity } = await books.report('balance-sheet', `to=${to}`);
      expect([to, cents(totalLiabilities) + cents(totalEquity)]).toEqual([to, cents(totalAssets)]);
    }
  });

  it('the tax report is the tax of the documents', async () => {
    const report = await books.report('tax', YEARS);
    expect(cents(report.taxOnSales)).toBe(sum(live(), 'tax'));
    expect(cents(report.taxOnPurchases)).toBe(sum(booked(), 'tax'));
    expect(cents(report.netDue)).toBe(sum(live(), 'tax') - sum(booked(), 'tax'));
  });

  it('the ledger agrees with the invoices and expenses', async () => {
    const balances = await books.balances(YEARS);
    expect(cents(balances['1100']!)).toBe(sum(live(), 'balance'));
    expect(-cents(balances['4100']!)).toBe(sum(live(), 'net'));
    const unpaid = booked().filter(({ status }) => status === 'approved');
    expect(-cents(balances['2100']!)).toBe(sum(unpaid, 'total'));
  });

  it('the kept balances are the sums of the journal, of every grain', async () => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    const query = (sql: string): Promise<Json[]> =>
      tenancy.run('acme', () => tenancy.dataSource().query(sql));
    const [lines] = await query('SELECT SUM(debit) AS debit, SUM(credit) AS credit FROM journal_lines');
    for (const grain of ['day', 'month', 'year']) {
      const [kept] = await query(
        `SELECT SUM(debit) AS debit, SUM(credit) AS credit FROM ledger_balances WHERE grain = '${grain}'`,
      );
      expect([grain, Number(kept.debit), Number(kept.credit)]).toEqual([
        grain,
        Number(lines.debit),
        Number(lines.credit),
      ]);
    }
  });

  it('the numbers of the journal have no gaps', async () => {
    for (const year of [2024, 2025]) {
      const numbers: string[] = [];
      let cursor = '';
      do {
        const page = await books.read(
          `accounting/journal-entries?limit=100&from=${year}-01-01&to=${year}-12-31${cursor}`,
        );
        numbers.push(...page.items.map(({ number }: Json) => number));
        cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
      } while (cursor);
      const expected = numbers.map((_, index) => `JE-${year}-${String(index + 1).padStart(6, '0')}`);
      expect(numbers.toSorted()).toEqual(expected);
    }
  });
});
