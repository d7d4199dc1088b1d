import { Decimal, fixed } from './decimal.js';
import { MAX_AMOUNT } from './money.js';
import { AmountOutOfRangeError } from './money.errors.js';

const PLACES = 3;

/** `"1.500"` of `"1.5"`; refuses what doesn't fit a scaled safe integer. */
export function parseQuantity(text: string, path = 'quantity'): string {
  const value = new Decimal(text);
  if (value.abs().times(1000).greaterThan(MAX_AMOUNT)) throw new AmountOutOfRangeError(path);
  return fixed(value, PLACES);
}
