import { type LineAmounts, totalAmounts } from '../../platform.js';
import type { TaxPart } from '../../accounting/index.js';
import { categoryOf, type StoredCategory } from './line-category.js';

type TaxedLine = LineAmounts & StoredCategory & { taxRateId: string | null };

/** The lines of a document, untaxed ones as well, summed up by rate and category. */
export function taxParts(lines: readonly TaxedLine[]): TaxPart[] {
  const byKind = Map.groupBy(lines, (line) => `${line.taxRateId ?? ''} ${categoryOf(line)}`);
  return [...byKind.values()].flatMap((part) => {
    const [first] = part;
    if (!first) return [];
    const { net, tax } = totalAmounts(part);
    return [{ taxRateId: first.taxRateId, category: categoryOf(first), net, tax }];
  });
}
