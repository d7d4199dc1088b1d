import type { Json } from './index.js';
import type { Books } from './accounting.support.js';

export const STEPS = [
  'sell',
  'pay',
  'payEarly',
  'overpay',
  'takeBackPayment',
  'voidInvoice',
  'credit',
  'refund',
  'deposit',
  'payTogether',
  'allocate',
  'spendCredit',
  'takeBackDeposit',
  'writeOff',
  'takeBackWriteOff',
  'enter',
  'takeBackEntry',
  'spend',
  'payExpense',
  'voidExpense',
  'adjust',
  'closeMonth',
  'reopenMonth',
] as const;

/** One thing that happens. The numbers choose among what there is by then, so that any of them means something. */
export interface Step {
  kind: (typeof STEPS)[number];
  pick: number;
  /** Minor units. */
  amount: number;
  /** Days since the step before. */
  later: number;
}

/** What the program may answer to a step that isn't possible by then. */
const REFUSALS: ReadonlySet<string> = new Set([
  'already_reversed',
  'amount_out_of_range',
  'conflict',
  'credit_exceeds_invoice',
  'customer_credit_exceeded',
  'date_before_books',
  'date_too_early',
  'drafts_open',
  'expense_status',
  'invoice_has_credit_notes',
  'invoice_has_payments',
  'issue_date_out_of_order',
  'payment_exceeds_balance',
  'period_already_closed',
  'period_closed',
  'period_not_closed',
  'period_not_over',
  'reversal_before_payment',
  'validation_failed',
]);

const DAY_MS = 86_400_000;

/** A company that steps happen to; it remembers its documents, never their effect on the books. */
export class BusinessHistory {
  private readonly invoices: string[] = [];
  private readonly expenses: string[] = [];
  private readonly deposits: string[] = [];
  private readonly entries: string[] = [];
  private day = Date.UTC(2024, 10, 15);

  constructor(
    private readonly books: Books,
    private readonly given: { customers: string[]; rates: string[]; places: string[] },
    /** Invoices that were there before. */
    older: readonly string[] = [],
  ) {
    this.invoices.push(...older);
  }

  async play(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      this.day += step.later * DAY_MS;
      await this[step.kind](step);
    }
  }

  private get today(): string {
    return new Date(this.day).toISOString().slice(0, 10);
  }

  private before(days: number): string {
    return new Date(this.day - days * DAY_MS).toISOString().slice(0, 10);
  }

  /** Undefined where it was refused for a reason that a business can have. */
  private async ask(path: string, input?: object): Promise<Json> {
    const { status, body } = await this.books.client.post(`/api/${path}`, input);
    if (status < 300) return body;
    if (status < 500 && REFUSALS.has(body.code)) return undefined;
    throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  }

  private async sell({ pick, amount }: Step): Promise<void> {
    const { customers, rates, places } = this.given;
    const line = (unitPrice: number, nth: number) => ({
      description: 'Goods',
      quantity: `${1 + (pick % 5)}.${pick % 1000}`,
      unitPrice: money(unitPrice),
      discount: ['0', '0.05', '0.3333'][(pick + nth) % 3],
      ...((pick + nth) % 4 === 0 ? {} : { taxRateId: at(rates, pick + nth) }),
    });
    const draft = await this.books.make('sales/invoices', {
      customerId: at(customers, pick),
      locationId: at(places, pick >> 1),
      issueDate: this.today,
      pricesIncludeTax: pick % 2 === 0,
      discount: ['0', '0.1'][pick % 2],
      lines: [amount, Math.max(1, amount >> 1)].slice(0, 1 + (pick % 2)).map(line),
    });
    if (await this.ask(`sales/invoices/${draft.id}/issue`)) this.invoices.push(draft.id);
  }

  private async pay({ pick, amount }: Step): Promise<void> {
    await this.receive(pick, amount, {});
  }

  /** Days before the newest invoice. */
  private async payEarly({ pick, amount }: Step): Promise<void> {
    const id = this.invoices.at(-1);
    const receivedOn = this.before(9 + (pick % 4));
    const input = { amount: money(amount), method: 'transfer', receivedOn, allowOverpayment: true };
    if (id) await this.ask(`sales/invoices/${id}/payments`, input);
  }

  private async overpay({ pick, amount }: Step): Promise<void> {
    await this.receive(pick, amount * 3, { allowOverpayment: true });
  }

  private async receive(pick: number, amount: number, more: object): Promise<void> {
    const id = at(this.invoices, pick);
    const method = at(['cash', 'card', 'transfer', 'other'], pick);
    // Some of it came days before the invoice.
    const receivedOn = pick % 3 ? this.today : this.before(pick % 13);
    const input = { amount: money(amount), method, receivedOn, ...more };
    if (id) await this.ask(`sales/invoices/${id}/payments`, input);
  }

  private async takeBackPayment({ pick }: Step): Promise<void> {
    const id = at(this.invoices, pick);
    if (!id) return;
    const { items } = await this.books.read(`sales/invoices/${id}/payments`);
    const payment = at<Json>(items, pick);
    const path = `sales/invoices/${id}/payments/${payment?.id}/reverse`;
    if (payment) await this.ask(path, { receivedOn: this.today });
  }

  private async voidInvoice({ pick }: Step): Promise<void> {
    const id = at(this.invoices, pick);
    if (id) await this.ask(`sales/invoices/${id}/void`, { date: this.today });
  }

  private async credit({ pick, amount }: Step): Promise<void> {
    const id = at(this.invoices, pick);
    const what = pick % 2 ? { lines: [{ position: 1 }] } : { amount: money(amount) };
    const input = { reason: 'Damaged', issueDate: this.today, ...what };
    if (id) await this.ask(`sales/invoices/${id}/credit-notes`, input);
  }

  private async refund({ pick, amount }: Step): Promise<void> {
    const locationId = at(this.given.places, pick);
    const input = { amount: money(amount), method: 'transfer', refundedOn: this.today, locationId };
    await this.ask(`sales/customers/${at(this.given.customers, pick)}/refunds`, input);
  }

  private async deposit({ pick, amount }: Step): Promise<void> {
    await this.receiveFrom(at(this.given.customers, pick), { pick, amount, allocations: [] });
  }

  /** For two invoices of a customer at once; a rest may be left. */
  private async payTogether({ pick, amount }: Step): Promise<void> {
    const invoices = await this.owing([at(this.invoices, pick), at(this.invoices, pick + 1)]);
    const [first] = invoices;
    if (!first) return;
    const same = invoices.filter(({ customerId }) => customerId === first.customerId);
    const allocations = same.map(({ id, balance }) => ({ invoiceId: id, amount: balance }));
    const whole = allocations.reduce((sum, one) => sum + Math.round(Number(one.amount) * 100), 0);
    const input = { pick, amount: whole + (pick % 2 ? amount : 0), allocations };
    await this.receiveFrom(first.customerId, input);
  }

  private async receiveFrom(
    customerId: string | undefined,
    { pick, amount, allocations }: { pick: number; amount: number; allocations: object[] },
  ): Promise<void> {
    const payment = await this.ask('sales/payments', {
      ...{ customerId, amount: money(amount), method: at(['cash', 'transfer'], pick), allocations },
      ...{ receivedOn: this.before(pick % 5), locationId: at(this.given.places, pick >> 2) },
    });
    if (payment) this.deposits.push(payment.id);
  }

  private async allocate({ pick }: Step): Promise<void> {
    const id = at(this.deposits, pick);
    const [invoice] = await this.owing([at(this.invoices, pick >> 1)]);
    if (!id || !invoice) return;
    const { rest, customerId } = await this.books.read(`sales/payments/${id}`);
    if (customerId !== invoice.customerId || Number(rest) === 0) return;
    const amount = pick % 4 && Number(rest) < Number(invoice.balance) ? rest : invoice.balance;
    await this.ask(`sales/payments/${id}/allocate`, { allocations: [{ invoiceId: invoice.id, amount }] });
  }

  private async spendCredit({ pick, amount }: Step): Promise<void> {
    const id = at(this.invoices, pick);
    const input = { amount: money(amount), method: 'credit', receivedOn: this.today };
    if (id) await this.ask(`sales/invoices/${id}/payments`, input);
  }

  private async takeBackDeposit({ pick }: Step): Promise<void> {
    const id = at(this.deposits, pick);
    if (id) await this.ask(`sales/payments/${id}/reverse`, { receivedOn: this.today });
  }

  private async writeOff({ pick }: Step): Promise<void> {
    const id = at(this.invoices, pick);
    if (id) await this.ask(`sales/invoices/${id}/write-off`, { reason: 'Insolvent', date: this.today });
  }

  private async takeBackWriteOff({ pick }: Step): Promise<void> {
    const id = at(this.invoices, pick);
    if (id) await this.ask(`sales/invoices/${id}/write-off/reverse`, { date: this.today });
  }

  /** On what a customer owes, or on the credit, either way. */
  private async enter({ pick, amount }: Step): Promise<void> {
    const party = { customerId: at(this.given.customers, pick) };
    const [side, other] = pick % 2 ? ['debit', 'credit'] : ['credit', 'debit'];
    const account = await this.books.account(pick % 3 ? '1100' : '2400');
    const lines = [
      { accountId: account, [side]: money(amount), ...party },
      { accountId: await this.books.account('3100'), [other]: money(amount) },
    ];
    const locationId = at(this.given.places, pick >> 3);
    const input = { date: this.today, memo: 'By hand', locationId, lines };
    const entry = await this.ask('accounting/journal-entries', input);
    if (entry) this.entries.push(entry.id);
  }

  private async takeBackEntry({ pick }: Step): Promise<void> {
    const id = at(this.entries, pick);
    if (id) await this.ask(`accounting/journal-entries/${id}/reverse`, { date: this.today });
  }

  /** Those of the invoices on which something is owed. */
  private async owing(ids: readonly (string | undefined)[]): Promise<Json[]> {
    const known = [...new Set(ids.filter((id) => id !== undefined))];
    const found = await Promise.all(known.map((id) => this.books.read(`sales/invoices/${id}`)));
    return found.filter(({ balance }) => Number(balance) > 0);
  }

  private async spend({ pick, amount }: Step): Promise<void> {
    const expense = await this.books.make('accounting/expenses', {
      date: this.today,
      category: at(['Rent', 'Wages', 'Travel'], pick),
      net: money(amount),
      locationId: at(this.given.places, pick),
      ...(pick % 3 ? { taxRateId: at(this.given.rates, pick) } : {}),
    });
    this.expenses.push(expense.id);
    if (pick % 5) await this.ask(`accounting/expenses/${expense.id}/approve`);
  }

  private async payExpense({ pick }: Step): Promise<void> {
    const id = at(this.expenses, pick);
    const input = { paidOn: this.today, method: 'transfer' };
    if (id) await this.ask(`accounting/expenses/${id}/pay`, input);
  }

  private async voidExpense({ pick }: Step): Promise<void> {
    const id = at(this.expenses, pick);
    if (id) await this.ask(`accounting/expenses/${id}/void`, {});
  }

  private async adjust({ pick, amount }: Step): Promise<void> {
    const [debit, credit] = at([['1020', '3100'] as const, ['1500', '2500'] as const], pick) ?? ['', ''];
    const entry = await this.books.entry(this.today, { [debit]: money(amount) }, { [credit]: money(amount) });
    await this.ask('accounting/journal-entries', entry);
  }

  private async closeMonth(): Promise<void> {
    await this.ask(`accounting/periods/${this.today.slice(0, 7)}/close`, {
      force: true,
      reason: 'For the test',
    });
  }

  private async reopenMonth(): Promise<void> {
    await this.ask(`accounting/periods/${this.today.slice(0, 7)}/reopen`, { reason: 'Forgot something' });
  }
}

const money = (minor: number): string => (minor / 100).toFixed(2);

const at = <T>(items: readonly T[], pick: number): T | undefined => items[pick % items.length];
