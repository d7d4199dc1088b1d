import { DomainError } from '../../kernel/errors.js';

/** The command line can't mean anything, although each word of it is allowed. */
export class UsageError extends DomainError {
  readonly code = 'usage';
}
