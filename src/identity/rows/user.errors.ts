import { DomainError } from '../../kernel/errors.js';

/** The change would leave the tenant without anyone who may do everything. */
export class LastOwnerError extends DomainError {
  readonly code = 'last_owner';
  constructor() {
    super('This is the last active owner. Make somebody else an owner first.');
  }
}
