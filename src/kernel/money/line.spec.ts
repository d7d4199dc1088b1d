import { AmountOutOfRangeError } from './money.errors.js';
import { lineAmounts, totalAmounts, type LineTerms } from './line.js';
import { MAX_AMOUNT } from './money.js';

const line = (terms: Partial<LineTerms>) =>
  lineAmounts({ quantity: '1', unitPrice: 100, discount: '0', taxRate: '0', ...terms });

describe('lineAmounts', () => {
  it('multiplies quantity, price and what the discount leaves', () => {
    expect(line({ quantity: '12', unitPrice: 1400, discount: '0.0500' }).net).toBe(15_960);
  });

  it('rounds the net amount half away from zero', () => {
    expect(line({ quantity: '0.5', unitPrice: 1 }).net).toBe(1);
    expect(line({ quantity: '1.5', unitPrice: 1 }).net).toBe(2);
    expect(line({ quantity: '2.5', unitPrice: 1 }).net).toBe(3);
    expect(line({ quantity: '0.499', unitPrice: 1 }).net).toBe(0);
  });

  it('computes what binary fractions get wrong', () => {
    expect(line({ quantity: '1', unitPrice: 1_005, discount: '0.9' }).net).toBe(101);
    expect(line({ quantity: '1.005', unitPrice: 100 }).net).toBe(101);
  });

  it('takes the tax from the rounded net amount', () => {
    expect(line({ quantity: '0.333', unitPrice: 1000, taxRate: '0.2000' })).toEqual({
      net: 333,
      tax: 67,
      gross: 400,
    });
    expect(line({ quantity: '1', unitPrice: 10, taxRate: '0.0500' }).tax).toBe(1);
  });

  it('is exact up to the largest amount', () => {
    expect(line({ quantity: '0.001', unitPrice: MAX_AMOUNT }).net).toBe(9_000_000_000_000);
    expect(line({ unitPrice: MAX_AMOUNT }).net).toBe(MAX_AMOUNT);
  });

  it('refuses a line out of range, its tax included', () => {
    expect(() => line({ quantity: '1.001', unitPrice: MAX_AMOUNT })).toThrow(AmountOutOfRangeError);
    expect(() => line({ unitPrice: MAX_AMOUNT, taxRate: '0.0001' })).toThrow(AmountOutOfRangeError);
  });
});

describe('totalAmounts', () => {
  it('sums rounded lines', () => {
    const third = line({ quantity: '0.333', unitPrice: 10, taxRate: '0.2' });
    expect(totalAmounts([third, third, third])).toEqual({ net: 9, tax: 3, gross: 12 });
  });
});
