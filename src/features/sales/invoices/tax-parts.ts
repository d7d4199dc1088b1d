import { type LineAmounts, totalAmounts } from '../../../money/line.js';
import { categoryOfRate } from '../../accounting/tax-rates/tax-category.js';
import type { TaxPart } from '../../accounting/posting/postings.js';

/** The taxed lines of a document, summed up by rate. */
export function taxParts(
  lines: readonly (LineAmounts & { taxRateId: string | null; taxRate: string })[],
): TaxPart[] {
  const byRate = Map.groupBy(lines, ({ taxRateId }) => taxRateId);
  return [...byRate].flatMap(([taxRateId, part]) => {
    if (taxRateId === null) return [];
    const { net, tax } = totalAmounts(part);
    return [{ taxRateId, category: categoryOfRate(part[0]?.taxRate ?? '0'), net, tax }];
  });
}
