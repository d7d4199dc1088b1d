import * as fc from 'fast-check';
import { fixed, lineAmounts, totalAmounts } from '../../../platform.js';
import { creditable, ofAmount, ofQuantity } from './credit-note.amounts.js';

type Credited = { quantity: string | null; net: number; tax: number; gross: number };

const lineOf = (
  quantity: string,
  unitPrice: number,
  terms: { taxRate: string; priceIncludesTax: boolean },
) => ({
  quantity,
  ...terms,
  ...lineAmounts({ quantity, unitPrice, discount: '0', ...terms }),
});

/** Takes a line back piece by piece. */
function piecewise(line: ReturnType<typeof lineOf>, quantities: readonly string[]): Credited[] {
  const credited: Credited[] = [];
  for (const quantity of quantities) {
    credited.push({ quantity, ...ofQuantity(creditable(line, credited), quantity) });
  }
  return credited;
}

describe('What is taken back of a line', () => {
  it('costs what a piece did, where the price includes the tax', () => {
    const line = lineOf('2.000', 1005, { taxRate: '0.2000', priceIncludesTax: true });
    expect(line).toMatchObject({ net: 1675, tax: 335, gross: 2010 });
    const parts = piecewise(line, ['1.000', '1.000']);
    expect(parts.map(({ net, tax, gross }) => [net, tax, gross])).toEqual([
      [838, 167, 1005],
      [837, 168, 1005],
    ]);
  });

  it('rounds net and tax each, where the tax comes on top', () => {
    const line = lineOf('3.000', 1001, { taxRate: '0.2000', priceIncludesTax: false });
    const [first] = piecewise(line, ['1.000']);
    expect(first).toMatchObject({ net: 1001, tax: 200, gross: 1201 });
  });

  const terms = fc.record({
    taxRate: fc.integer({ min: 0, max: 10_000 }).map((units) => fixed(units / 10_000, 4)),
    priceIncludesTax: fc.boolean(),
  });
  const thousandths = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 });
  const quantity = (units: number) => fixed(units / 1000, 3);

  it('adds up to the line, and no part has a side below zero', () => {
    fc.assert(
      fc.property(thousandths, fc.integer({ min: 0, max: 100_000 }), terms, (units, price, how) => {
        const line = lineOf(quantity(units.reduce((sum, unit) => sum + unit, 0)), price, how);
        const parts = piecewise(line, units.map(quantity));
        const { net, tax, gross } = line;
        expect(totalAmounts(parts)).toEqual({ net, tax, gross });
        for (const part of parts) {
          expect(part.gross).toBe(part.net + part.tax);
          expect(Math.min(part.net, part.tax)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('adds up to the line after an amount was credited, too', () => {
    fc.assert(
      fc.property(thousandths, fc.integer({ min: 1, max: 100_000 }), terms, (units, price, how) => {
        const line = lineOf(quantity(units.reduce((sum, unit) => sum + unit, 0)), price, how);
        const [part] = ofAmount([creditable(line, [])], Math.floor(line.gross / 3));
        const credited: Credited[] = part ? [{ quantity: null, ...part }] : [];
        for (const unit of units) {
          const open = creditable(line, credited);
          credited.push({ quantity: quantity(unit), ...ofQuantity(open, quantity(unit)) });
        }
        const { net, tax, gross } = line;
        expect(totalAmounts(credited)).toEqual({ net, tax, gross });
        for (const { net: part, tax: taxed } of credited)
          expect(Math.min(part, taxed)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
