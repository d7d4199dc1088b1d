import * as fc from 'fast-check';
import type { AccountType } from '../../../src/features/accounting/rows/account.entity.js';
import { DEFAULT_CHART } from '../../../src/features/accounting/chart/default-chart.js';
import {
  type AccountTurnover,
  balanceSheet,
  profitAndLoss,
  trialBalance,
} from '../../../src/features/accounting/reports/statements.js';
import {
  balancedTotal,
  type EntryLine,
  linesOf,
  mirrored,
} from '../../../src/features/accounting/rows/entry-lines.js';
import { EXPENSE_POSTINGS } from '../../../src/features/accounting/expenses/expense.posting.js';
import type { PostingRule } from '../../../src/features/accounting/rows/posting.rules.js';
import { SALES_POSTINGS } from '../../../src/features/sales/record/ledger/sales.posting.js';
import { MAX_AMOUNT } from '../../../src/kernel/money/money.js';

const { expense_voided: _withdrawal, ...EXPENSES } = EXPENSE_POSTINGS;
const POSTING_RULES: Record<string, PostingRule> = { ...SALES_POSTINGS, ...EXPENSES };

interface Happening {
  readonly event: string;
  readonly amounts: Record<'net' | 'tax' | 'total', number>;
  /** Whether it is taken back later. */
  readonly takenBack: boolean;
}

const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const happening: fc.Arbitrary<Happening> = fc
  .record({
    event: fc.constantFrom(...Object.keys(POSTING_RULES)),
    net: amount,
    tax: amount,
    takenBack: fc.boolean(),
  })
  .map(({ event, takenBack, net, tax }) => ({ event, takenBack, amounts: { net, tax, total: net + tax } }));
const history = fc.array(happening, { maxLength: 60 });

const minor = (value: bigint): string => String(value);
/** What the table calls by another name than the chart. */
const ROLES: Record<string, string> = { money: 'bank', named: 'expense' };
const accountOf = (slot: string): string => ROLES[slot] ?? slot;

const ruleOf = (event: string): PostingRule => POSTING_RULES[event] as PostingRule;

/** The lines of an event as posted; none when it moved nothing. */
function posted({ event, amounts }: Happening): EntryLine[] {
  const lines = linesOf(ruleOf(event), { amounts, locationId: null }, accountOf);
  if (lines.length > 0) balancedTotal(lines);
  return lines;
}

/** All that was posted, what was taken back with its sides exchanged. */
const journal = (events: readonly Happening[]): EntryLine[] => [
  ...events.flatMap(posted),
  ...events.filter(({ takenBack }) => takenBack).flatMap((event) => mirrored(posted(event))),
];

function turnovers(lines: readonly EntryLine[]): AccountTurnover[] {
  return [...Map.groupBy(lines, ({ accountId }) => accountId)].map(([id, own]) => ({
    account: { id, code: id, name: id, type: typeOf(id) },
    debit: BigInt(own.reduce((sum, { debit }) => sum + debit, 0)),
    credit: BigInt(own.reduce((sum, { credit }) => sum + credit, 0)),
  }));
}

function typeOf(role: string): AccountType {
  const found = DEFAULT_CHART.find((account) => account.role === role);
  if (!found) throw new Error(`The default chart has no account for ${role}.`);
  return found.type;
}

const balances = (lines: readonly EntryLine[]): Record<string, number> =>
  Object.fromEntries(
    turnovers(lines)
      .map(({ account, debit, credit }) => [account.id, Number(debit - credit)] as const)
      .filter(([, balance]) => balance !== 0),
  );

describe('Every posting rule', () => {
  it.each(Object.entries(POSTING_RULES))('makes %s balance, whatever the amounts', (_event, rule) => {
    for (const [net, tax] of [
      [100, 20],
      [100, 0],
      [1, 0],
      [-100, -20],
      [MAX_AMOUNT - 1, 1],
    ] as const) {
      const amounts = { net, tax, total: net + tax };
      const lines = linesOf(rule, { amounts, locationId: null }, accountOf);
      expect(balancedTotal(lines)).toBe(Math.abs(net + tax));
    }
  });
});

describe('The books, whatever happened', () => {
  it('have a trial balance that balances', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { totalDebit, totalCredit } = trialBalance(turnovers(journal(events)), minor);
        expect(totalDebit).toBe(totalCredit);
      }),
    );
  });

  it('have a balance sheet that balances, with the profit of the other statement', () => {
    fc.assert(
      fc.property(history, (events) => {
        const all = turnovers(journal(events));
        const { totalAssets, totalLiabilities, totalEquity, equity } = balanceSheet(all, minor);
        expect(Number(totalAssets)).toBe(Number(totalLiabilities) + Number(totalEquity));
        const result = equity.find(({ accountId }) => accountId === null)?.amount ?? '0';
        expect(profitAndLoss(all, minor).netProfit).toBe(result);
      }),
    );
  });

  it('owe the tax of the documents', () => {
    const taxOf = (events: readonly Happening[], direction: string): number =>
      events
        .filter(({ takenBack }) => !takenBack)
        .map(({ event, amounts }) => ({ tax: ruleOf(event).tax, amount: amounts.tax }))
        .filter(({ tax }) => tax?.direction === direction)
        .reduce((sum, { tax, amount: taxed }) => sum + (tax?.sign ?? 0) * taxed, 0);
    fc.assert(
      fc.property(history, (events) => {
        const { sales_tax: owed = 0, input_tax: deducted = 0 } = balances(journal(events));
        expect(owed + taxOf(events, 'sale')).toBe(0);
        expect(deducted).toBe(taxOf(events, 'purchase'));
      }),
    );
  });

  it('are as before when everything is taken back', () => {
    fc.assert(
      fc.property(history, history, (before, undone) => {
        const reverted = undone.map((event) => ({ ...event, takenBack: true }));
        expect(balances(journal([...before, ...reverted]))).toEqual(balances(journal(before)));
      }),
    );
  });
});
