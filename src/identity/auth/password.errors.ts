import { DomainError } from '../../kernel/errors.js';

/** The reset link is unknown, expired, or was used. */
export class ResetTokenInvalidError extends DomainError {
  readonly code = 'reset_token_invalid';
  constructor() {
    super('This link is no longer good. Ask for a new one.');
  }
}
