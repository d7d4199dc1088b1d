import { AmountOutOfRangeError } from './money.errors.js';
import { parseMoney } from './money.js';

/**
 * The most that a document comes to, in minor units. What is more is a slip, such as a barcode typed as a quantity, and
 * a few of them would be more than sums hold exactly.
 */
export const MAX_DOCUMENT = 10_000_000_000_000;

/** Refuses a document over more than the books take; `path` names the field in the answer. */
export function assertDocument(minor: number, path = 'total'): number {
  if (Math.abs(minor) > MAX_DOCUMENT) throw new AmountOutOfRangeError(path, MAX_DOCUMENT);
  return minor;
}

/** Minor units of an amount that is booked as it stands. */
export const parseAmount = (text: string, exponent: number, path = 'amount'): number =>
  assertDocument(parseMoney(text, exponent, path), path);
