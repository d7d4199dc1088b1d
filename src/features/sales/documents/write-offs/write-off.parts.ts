import { type LineAmounts, totalAmounts } from '../../../platform.js';
import { ofAmount } from '../credit-notes/credit-note.amounts.js';
import { categoryOf, type StoredCategory } from '../../rows/line-category.js';

/** A line of an invoice, and what credit notes have left of it. */
export interface OwedLine<T> {
  line: T;
  left: LineAmounts;
}

/** What makes lines one part of the tax report. */
interface Taxed extends StoredCategory {
  taxRateId: string | null;
}

/**
 * What of an amount falls to each tax rate: in proportion to what is left of its lines, each to the cent, together exactly
 * the amount. More than is left, which credit notes have taken out of the taxes already, has no part.
 */
export function writeOffParts<T extends Taxed>(
  lines: readonly OwedLine<T>[],
  amount: number,
): (T & LineAmounts)[] {
  const byRate = Map.groupBy(lines, ({ line }) => `${line.taxRateId}/${line.taxRate}/${categoryOf(line)}`);
  const groups = [...byRate.values()].map((same) => ({
    line: (same[0] as OwedLine<T>).line,
    left: totalAmounts(same.map(({ left }) => left)),
  }));
  const left = groups.reduce((sum, group) => sum + group.left.gross, 0);
  const parts = ofAmount(groups, Math.min(amount, left));
  return groups.flatMap(({ line }, index) => {
    const part = parts[index];
    return part && part.gross > 0 ? [{ ...line, ...part }] : [];
  });
}
