import { DomainError } from '../../kernel/errors.js';

/** The change would leave the platform without anyone who may run it. */
export class LastOperatorError extends DomainError {
  readonly code = 'last_operator';
  constructor() {
    super('This is the last active operator. Make another one first.');
  }
}
