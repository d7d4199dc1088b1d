import * as fc from 'fast-check';
import { fixed } from './decimal.js';
import { lineAmounts, type LineTerms, totalAmounts } from './line.js';
import { formatMoney, parseMoney } from './money.js';

const decimal = (places: number, max: number) =>
  fc.integer({ min: 0, max }).map((units) => fixed(units / 10 ** places, places));

const terms: fc.Arbitrary<LineTerms> = fc.record({
  quantity: decimal(3, 10_000_000),
  unitPrice: fc.integer({ min: 0, max: 100_000_000 }),
  discount: decimal(4, 10_000),
  taxRate: decimal(4, 10_000),
});

/** The same by whole numbers alone: half away from zero. */
const roundedShare = (value: bigint, parts: bigint): number => Number((value * 2n + parts) / (parts * 2n));
const units = (text: string): bigint => BigInt(text.replace('.', ''));

describe('Money, whatever the numbers', () => {
  it('is written and read back the same', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 4 }), (value, exponent) => {
        const minor = value % 9_000_000_000_000_000;
        expect(parseMoney(formatMoney(minor, exponent), exponent)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });

  it('of a line is what whole numbers say', () => {
    fc.assert(
      fc.property(terms, (line) => {
        const { net, tax } = lineAmounts(line);
        const share = 10_000n - units(line.discount);
        expect(net).toBe(roundedShare(units(line.quantity) * BigInt(line.unitPrice) * share, 10_000_000n));
        expect(tax).toBe(roundedShare(BigInt(net) * units(line.taxRate), 10_000n));
      }),
    );
  });

  it('of a document is the sum of its lines, in any order', () => {
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 20 }), (lines) => {
        const amounts = lines.map((line) => lineAmounts(line));
        const total = totalAmounts(amounts);
        expect(total.gross).toBe(total.net + total.tax);
        expect(totalAmounts(amounts.toReversed())).toEqual(total);
      }),
    );
  });
});
