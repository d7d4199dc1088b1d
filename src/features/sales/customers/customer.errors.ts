import { DomainError, type FieldProblem } from '../../../errors.js';

/** More was to be taken from a customer's credit than there is; some of it may have been refunded. */
export class CreditExceededError extends DomainError {
  readonly code = 'customer_credit_exceeded';
  override readonly errors: readonly FieldProblem[];
  constructor(amount: string, credit: string) {
    super(`${amount} is more than the customer's credit of ${credit}.`);
    this.errors = [{ path: 'amount', message: `must not be more than ${credit}` }];
  }
}

/** The credit was to be taken before it arose, or before a day on which it was taken already. */
export class CreditNotYetThereError extends DomainError {
  readonly code = 'customer_credit_exceeded';
  override readonly errors: readonly FieldProblem[];
  constructor(path: string, { amount, day, first }: { amount: string; day: string; first: string }) {
    super(`The customer's credit covers ${amount} from ${first} on, not from ${day}.`);
    this.errors = [{ path, message: `must not be before ${first}` }];
  }
}
