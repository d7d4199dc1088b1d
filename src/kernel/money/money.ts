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

/**
 * `"12.50"` of 1250 minor units, which are a whole number; of sums, which may be too large for one, as bigint. A report
 * shows ten thousand, and many of them are nothing.
 */
export function formatMoney(value: number | bigint, exponent: number): string {
  const minor = Number(value);
  if (typeof value === 'bigint' && !Number.isSafeInteger(minor)) return formatLarge(value, exponent);
  const zero = ZEROS[exponent];
  if (minor === 0 && zero !== undefined) return zero;
  if (exponent === 0) return String(minor);
  const unit = 10 ** exponent;
  const size = Math.abs(minor);
  const part = size % unit;
  const amount = `${(size - part) / unit}.${String(part).padStart(exponent, '0')}`;
  return minor < 0 ? `-${amount}` : amount;
}

function formatLarge(amount: bigint, exponent: number): string {
  const digits = String(amount < 0n ? -amount : amount);
  const sign = amount < 0n ? '-' : '';
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The sum, refused as soon as it leaves the range. */
export const sumMoney = (amounts: Iterable<number>, path = 'total'): number => {
  let sum = 0;
  for (const amount of amounts) sum = assertAmount(sum + amount, path);
  return sum;
};

/** A sum in SQL as text: a driver would make a number of it, which is exact below 2^53 only. Empty for no rows. */
export const exactSum = (expression: string): string => `CONCAT(SUM(${expression}), '')`;

/** A sum as the store gives it: text, a number, or null for no rows. Books may hold more than a number can. */
export const sumFromStore = (value: string | number | null | undefined): bigint => BigInt(value || 0);

export function addUp(sums: Iterable<bigint>): bigint {
  let total = 0n;
  for (const sum of sums) total += sum;
  return total;
}

/** For sorting. */
export const compareSums = (one: bigint, other: bigint): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** A sum that is to be an amount itself. Throws AmountOutOfRangeError for one that the books can't hold. */
export const amountOf = (sum: bigint, path = 'amount'): number => assertAmount(Number(sum), path);
