import { DomainError, type FieldProblem } from '../errors.js';

/** An amount, or a sum of them, is larger than the books can hold exactly. */
export class AmountOutOfRangeError extends DomainError {
  readonly code = 'amount_out_of_range';
  override readonly errors: readonly FieldProblem[];
  constructor(path: string) {
    super(`${path} is out of range: amounts go up to 9,000,000,000,000,000 minor units.`);
    this.errors = [{ path, message: 'is out of range' }];
  }
}
