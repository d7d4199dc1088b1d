import { sumMoney } from '../../platform.js';
import { UnbalancedEntryError } from './journal.errors.js';
import type { AmountName, PostingRule, Slot } from './posting.rules.js';

/** A line as it is going to be posted; one of the two amounts is zero. */
export interface EntryLine {
  accountId: string;
  debit: number;
  credit: number;
  locationId: string | null;
  /** Whose the line is, on accounts of customers. */
  customerId?: string | null;
  /** Whose it is, on the account of vendors. */
  vendor?: string | null;
}

type Side = 'debit' | 'credit';

/** The lines a rule makes of a document's amounts. Zero amounts make no line; negative ones change sides. */
export function linesOf(
  rule: PostingRule,
  amounts: Readonly<Record<AmountName, number>>,
  accountOf: (slot: Slot) => string,
): Omit<EntryLine, 'locationId'>[] {
  const side = (name: Side) =>
    rule[name]
      .filter(([, amount]) => amounts[amount] !== 0)
      .map(([slot, amount]) => ({ accountId: accountOf(slot), ...onSide(name, amounts[amount]) }));
  return [...side('debit'), ...side('credit')];
}

/** An amount on its side; a negative one is a positive one on the other side. */
export const onSide = (side: Side, amount: number): { debit: number; credit: number } =>
  amount >= 0 === (side === 'debit')
    ? { debit: Math.abs(amount), credit: 0 }
    : { debit: 0, credit: Math.abs(amount) };

/** The same amounts with their sides exchanged. */
export const mirrored = <T extends { debit: number; credit: number }>(lines: readonly T[]): T[] =>
  lines.map((line) => ({ ...line, debit: line.credit, credit: line.debit }));

/** The sum of one side. Throws UnbalancedEntryError unless both sides are equal and not zero. */
export function balancedTotal(lines: readonly { debit: number; credit: number }[]): number {
  const debit = sumMoney(
    lines.map((line) => line.debit),
    'lines',
  );
  const credit = sumMoney(
    lines.map((line) => line.credit),
    'lines',
  );
  if (debit !== credit || debit === 0) throw new UnbalancedEntryError(debit, credit);
  return debit;
}
