import { DomainError, type FieldProblem } from '../errors.js';

/** An amount, or a sum of them, is larger than the books can hold exactly. */
export class AmountOutOfRangeError extends DomainError {
  readonly code = 'amount_out_of_range';
  override readonly errors: readonly FieldProblem[];
  /** `most` in minor units. */
  constructor(path: string, most = 9_000_000_000_000_000) {
    super(`${path} is out of range: amounts go up to ${most.toLocaleString('en')} minor units.`);
    this.errors = [{ path, message: 'is out of range' }];
  }
}
