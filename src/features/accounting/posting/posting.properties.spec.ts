import * as fc from 'fast-check';
import type { AccountType } from '../rows/account.entity.js';
import { DEFAULT_CHART } from '../chart/default-chart.js';
import { type AccountTurnover, balanceSheet, profitAndLoss, trialBalance } from '../reports/statements.js';
import { balancedTotal, type EntryLine, linesOf, mirrored } from '../rows/entry-lines.js';
import {
  type AmountName,
  POSTING_RULES,
  type PostingEvent,
  type PostingRule,
} from '../rows/posting.rules.js';

interface Happening {
  readonly event: PostingEvent;
  readonly amounts: Record<AmountName, number>;
  /** Whether it is taken back later. */
  readonly takenBack: boolean;
}

type Line = Omit<EntryLine, 'locationId'>;

const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const happening: fc.Arbitrary<Happening> = fc
  .record({
    event: fc.constantFrom(...(Object.keys(POSTING_RULES) as PostingEvent[])),
    net: amount,
    tax: amount,
    takenBack: fc.boolean(),
  })
  .map(({ event, takenBack, net, tax }) => ({ event, takenBack, amounts: { net, tax, total: net + tax } }));
const history = fc.array(happening, { maxLength: 60 });

const minor = (value: bigint): string => String(value);
/** What the table calls by another name than the chart. */
const ROLES: Record<string, string> = { money: 'bank', category: 'expense' };
const accountOf = (slot: string): string => ROLES[slot] ?? slot;

/** The lines of an event as posted; none when it moved nothing. */
function posted({ event, amounts }: Happening): Line[] {
  const lines = linesOf(POSTING_RULES[event], amounts, accountOf);
  if (lines.length > 0) balancedTotal(lines);
  return lines;
}

/** All that was posted, what was taken back with its sides exchanged. */
const journal = (events: readonly Happening[]): Line[] => [
  ...events.flatMap(posted),
  ...events.filter(({ takenBack }) => takenBack).flatMap((event) => mirrored(posted(event))),
];

function turnovers(lines: readonly Line[]): AccountTurnover[] {
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

const balances = (lines: readonly Line[]): Record<string, number> =>
  Object.fromEntries(
    turnovers(lines)
      .map(({ account, debit, credit }) => [account.id, Number(debit - credit)] as const)
      .filter(([, balance]) => balance !== 0),
  );

/** What lowers the tax that is owed. */
const LESS: ReadonlySet<string> = new Set(['credit_note_issued', 'invoice_written_off']);

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
        .filter(({ event }) => (POSTING_RULES[event] as PostingRule).tax === direction)
        .reduce((sum, { event, amounts }) => sum + (LESS.has(event) ? -amounts.tax : amounts.tax), 0);
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
