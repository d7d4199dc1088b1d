import { sumMoney } from '../../platform.js';
import { UnbalancedEntryError } from './journal.errors.js';
import type { PostingRule, Slot } from './posting.rules.js';
import type { AmountPart, Amounts, Posting } from './postings.js';

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

/**
 * The lines a rule makes of a posting's amounts. Zero amounts make no line; negative ones change sides. `accountOf` knows
 * nothing of the slot `named`, whose parts bring their accounts.
 */
export function linesOf(
  rule: Pick<PostingRule, 'debit' | 'credit'>,
  { amounts, locationId }: Pick<Posting, 'amounts' | 'locationId'>,
  accountOf: (slot: Slot) => string | undefined,
): EntryLine[] {
  const side = (name: Side) =>
    rule[name].flatMap(([slot, amount]) =>
      partsOf(amounts, amount)
        .filter((part) => part.amount !== 0)
        .map((part) => ({
          accountId: part.accountId ?? accountOf(slot) ?? missing(`account of "${slot}"`),
          locationId: part.locationId === undefined ? locationId : part.locationId,
          ...onSide(name, part.amount),
        })),
    );
  return [...side('debit'), ...side('credit')];
}

function partsOf(amounts: Amounts, name: string): readonly AmountPart[] {
  const amount = amounts[name] ?? missing(`amount "${name}"`);
  return typeof amount === 'number' ? [{ amount }] : amount;
}

/** A mistake of the feature that posts: its rule and its posting don't fit each other. */
function missing(what: string): never {
  throw new Error(`The posting has no ${what}, which its rule speaks of.`);
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
