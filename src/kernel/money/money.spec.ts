import { ValidationError } from '../errors.js';
import { exponentOf, isCurrency } from './currency.js';
import { AmountOutOfRangeError } from './money.errors.js';
import { formatMoney, MAX_AMOUNT, parseMoney, sumFromStore, sumMoney } from './money.js';

describe('parseMoney', () => {
  it.each([
    ['12.50', 2, 1250],
    ['12.5', 2, 1250],
    ['12', 2, 1200],
    ['-0.01', 2, -1],
    ['0', 2, 0],
    ['1250', 0, 1250],
    ['1.234', 3, 1234],
    ['90000000000000.00', 2, MAX_AMOUNT],
  ])('reads %s with %i decimals', (text, exponent, minor) => {
    expect(parseMoney(text, exponent)).toBe(minor);
  });

  it.each([
    ['12.505', 2],
    ['12.50', 0],
    ['1e3', 2],
    ['1,000.00', 2],
    ['+1', 2],
    ['.5', 2],
    ['5.', 2],
    [' 5', 2],
    ['', 2],
    ['NaN', 2],
    ['5\n', 2],
  ])('refuses %j with %i decimals', (text, exponent) => {
    expect(() => parseMoney(text, exponent, 'price')).toThrow(ValidationError);
  });

  it('refuses an amount the books can not hold exactly', () => {
    expect(() => parseMoney('90000000000000.01', 2)).toThrow(AmountOutOfRangeError);
    expect(() => parseMoney('-90000000000000.01', 2)).toThrow(AmountOutOfRangeError);
  });
});

describe('formatMoney', () => {
  it.each([
    [1250, 2, '12.50'],
    [-1, 2, '-0.01'],
    [0, 2, '0.00'],
    [-0, 3, '0.000'],
    [0, 0, '0'],
    [1250, 0, '1250'],
    [-5, 0, '-5'],
    [1234, 3, '1.234'],
    [5, 4, '0.0005'],
    [-100, 2, '-1.00'],
    [MAX_AMOUNT, 2, '90000000000000.00'],
    [-(MAX_AMOUNT - 1), 2, '-89999999999999.99'],
    [MAX_AMOUNT - 1, 4, '899999999999.9999'],
    [1250n, 2, '12.50'],
    [0n, 3, '0.000'],
    [-5n, 0, '-5'],
    [9007199254740993n, 2, '90071992547409.93'],
    [-123456789012345678901n, 4, '-12345678901234567.8901'],
    [9007199254740993n, 0, '9007199254740993'],
  ])('shows %s with %i decimals as %s', (minor, exponent, text) => {
    expect(formatMoney(minor, exponent)).toBe(text);
  });
});

describe('sumMoney', () => {
  it('refuses a sum out of range even when a later amount would bring it back', () => {
    expect(() => sumMoney([MAX_AMOUNT, 1, -1])).toThrow(AmountOutOfRangeError);
  });

  it('takes sums as the stores give them', () => {
    const given = ['1250', 1250, '-3', '', null, undefined];
    expect(given.map(sumFromStore)).toEqual([1250n, 1250n, -3n, 0n, 0n, 0n]);
    expect(sumFromStore('9007199254740993')).toBe(9007199254740993n);
  });
});

describe('currencies', () => {
  it('have the exponents of ISO 4217', () => {
    expect(['USD', 'EUR', 'JPY', 'KWD', 'CLF', 'AFN', 'RSD'].map(exponentOf)).toEqual([2, 2, 0, 3, 4, 2, 2]);
    expect(['UYW', 'UYI', 'IQD', 'XCG', 'VED', 'XDR'].map(exponentOf)).toEqual([4, 0, 3, 2, 2, 2]);
  });

  it('are known by their codes in capitals', () => {
    expect(['USD', 'usd', 'XYZ', ''].map(isCurrency)).toEqual([true, false, false, false]);
    expect(['CLF', 'UYW', 'BOV', 'CHE', 'USN', 'XCG', 'ZWG'].every(isCurrency)).toBe(true);
  });
});
