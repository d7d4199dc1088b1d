import { DomainError } from '../../kernel/errors.js';

/** A valid token of one tenant was sent to another tenant's host. */
export class TenantMismatchError extends DomainError {
  readonly code = 'tenant_mismatch';
  constructor() {
    super('This token belongs to another tenant. Sign in at this one.');
  }
}

/** The password given as proof isn't the account's. Not 401: the caller's session is fine. */
export class WrongPasswordError extends DomainError {
  readonly code = 'wrong_password';
  override readonly errors = [{ path: 'currentPassword', message: 'is not your password' }];
  constructor() {
    super('The current password is wrong.');
  }
}
