import { plainNumber, vatNumberProblem } from './vat-number.js';

/** What is wrong with a tax number that replaces `before`; the same number again is never wrong. */
export function taxNumberProblem(
  number: string | null | undefined,
  before?: string | null,
): string | undefined {
  if (!number || (before && plainNumber(number) === plainNumber(before))) return undefined;
  return vatNumberProblem(number);
}
