import type { Decimal as AnyDecimal } from 'decimal.js';
import { ValidationError } from '../errors.js';
import { Decimal } from './decimal.js';
import { AmountOutOfRangeError } from './money.errors.js';

/** The largest amount in minor units; below Number.MAX_SAFE_INTEGER, so that every amount is exact. */
export const MAX_AMOUNT = 9_000_000_000_000_000;

/** Refuses what the books can't hold exactly; `path` names the field in the answer. */
function assertAmount(minor: number, path = 'amount'): number {
  if (!Number.isSafeInteger(minor) || Math.abs(minor) > MAX_AMOUNT) throw new AmountOutOfRangeError(path);
  return minor;
}

/** To whole minor units, half away from zero. */
export function roundToMinor(value: AnyDecimal, path = 'amount'): number {
  const rounded = value.toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
  if (rounded.abs().greaterThan(MAX_AMOUNT)) throw new AmountOutOfRangeError(path);
  // −0.4 rounds to −0, which would be shown as "-0.00" and fail equality in tests of totals.
  return rounded.toNumber() + 0;
}

/** Minor units of `"12.50"`. No more decimals than the currency has, no exponent, no thousands mark. */
export function parseMoney(text: string, exponent: number, path = 'amount'): number {
  const decimals = exponent === 0 ? '' : String.raw`(\.\d{1,${exponent}})?`;
  if (!new RegExp(String.raw`^-?\d{1,40}${decimals}$`).test(text)) {
    const message =
      exponent === 0
        ? 'must be a whole amount: the currency has no decimals'
        : `must be an amount with at most ${exponent} decimals, such as "${formatMoney(1250, exponent)}"`;
    throw new ValidationError([{ path, message }]);
  }
  return roundToMinor(new Decimal(text).times(Decimal.pow(10, exponent)), path);
}

/** By the decimals of the currency, of which there are four at most. */
const ZEROS = ['0', '0.0', '0.00', '0.000', '0.0000'];

/** `"12.50"` of 1250 minor units, which are a whole number. A report shows ten thousand, and many of them are nothing. */
export function formatMoney(minor: number, exponent: number): string {
  const zero = ZEROS[exponent];
  if (minor === 0 && zero !== undefined) return zero;
  if (exponent === 0) return String(minor);
  const unit = 10 ** exponent;
  const size = Math.abs(minor);
  const part = size % unit;
  const amount = `${(size - part) / unit}.${String(part).padStart(exponent, '0')}`;
  return minor < 0 ? `-${amount}` : amount;
}

/** The sum, refused as soon as it leaves the range. */
export const sumMoney = (amounts: Iterable<number>, path = 'total'): number => {
  let sum = 0;
  for (const amount of amounts) sum = assertAmount(sum + amount, path);
  return sum;
};

/** An amount as SQL sums give it: a string on PostgreSQL and MariaDB, a number on SQLite, null for no rows. */
export const sumFromStore = (value: string | number | null | undefined): number =>
  assertAmount(Number(value ?? 0), 'sum');
