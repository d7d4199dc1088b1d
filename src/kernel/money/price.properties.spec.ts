import * as fc from 'fast-check';
import { fixed } from './decimal.js';
import { lineAmounts } from './line.js';
import { priceUnder } from './price.js';

const rate = fc.integer({ min: 0, max: 9_999 }).map((units) => fixed(units / 10_000, 4));
const price = fc.integer({ min: 0, max: 1_000_000_000 });
const net = (taxRate: string) => ({ includesTax: false, taxRate });
const gross = (taxRate: string) => ({ includesTax: true, taxRate });
const one = { quantity: '1', discount: '0' };

describe('A price', () => {
  it('of 100.00 without 19 % is 119.00 with it, and the other way round', () => {
    expect(priceUnder(10_000, net('0.1900'), gross('0.1900'))).toBe(11_900);
    expect(priceUnder(11_900, gross('0.1900'), net('0.1900'))).toBe(10_000);
  });

  it('is rounded half away from zero', () => {
    expect(priceUnder(50, net('0.0100'), gross('0.0100'))).toBe(51);
    expect(priceUnder(1_000, gross('0.1900'), net('0.1900'))).toBe(840);
  });

  it('stays what it is under the terms it was made for', () => {
    fc.assert(
      fc.property(price, rate, fc.boolean(), (amount, taxRate, includesTax) => {
        const terms = { includesTax, taxRate };
        expect(priceUnder(amount, terms, terms)).toBe(amount);
      }),
    );
  });

  it('without tax comes back the same from one with tax', () => {
    fc.assert(
      fc.property(price, rate, (amount, taxRate) => {
        const inclusive = priceUnder(amount, net(taxRate), gross(taxRate));
        expect(priceUnder(inclusive, gross(taxRate), net(taxRate))).toBe(amount);
      }),
    );
  });

  it('with tax is within a minor unit of what a line without tax comes to', () => {
    fc.assert(
      fc.property(price, rate, (amount, taxRate) => {
        const unitPrice = priceUnder(amount, gross(taxRate), net(taxRate));
        const line = lineAmounts({ ...one, unitPrice, taxRate });
        expect(Math.abs(line.gross - amount)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps what the seller gets under another tax', () => {
    expect(priceUnder(11_900, gross('0.1900'), gross('0.0700'))).toBe(10_700);
    expect(priceUnder(11_900, gross('0.1900'), gross('0'))).toBe(10_000);
    expect(priceUnder(10_000, net('0.1900'), net('0'))).toBe(10_000);
  });
});
