import { DomainError, type FieldProblem } from '../../platform.js';

/** More was to be taken from a customer's credit, or from a payment's rest, than there is; some may be spent by now. */
export class CreditExceededError extends DomainError {
  readonly code = 'customer_credit_exceeded';
  override readonly errors: readonly FieldProblem[];
  constructor(amount: string, credit: string, { path, of }: { path: string; of: string }) {
    super(`${amount} is more than ${of} of ${credit}.`);
    this.errors = [{ path, message: `must not be more than ${credit}` }];
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
