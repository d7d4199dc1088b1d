import { DomainError } from '../../kernel/errors.js';

/** The change would leave the tenant without anyone who may do everything. */
export class LastOwnerError extends DomainError {
  readonly code = 'last_owner';
  constructor() {
    super('This is the last active owner. Make somebody else an owner first.');
  }
}

/** The tenant has as many active users as its plan allows. */
export class UserLimitReachedError extends DomainError {
  readonly code = 'plan_limit_reached';
  constructor(limit: number) {
    super(`This company may have ${limit} active users. Deactivate one or ask for more.`);
  }
}
