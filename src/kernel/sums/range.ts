import { ValidationError } from '../errors.js';

/** Refuses a range that ends before it begins. */
export function assertRange(from: string | undefined, to: string): void {
  if (from === undefined || from <= to) return;
  throw new ValidationError([{ path: 'to', message: 'to must not lie before from' }]);
}
