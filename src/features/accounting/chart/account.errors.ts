import { DomainError, type FieldProblem } from '../../platform.js';

/** Entries or other accounts refer to it. */
export class AccountInUseError extends DomainError {
  readonly code = 'account_in_use';
  constructor(code: string, remedy: string) {
    super(`Account "${code}" is used. ${remedy}`);
  }
}

/** An account stands below one of its own type, so that sums over a subtree mean something. */
export class AccountTypeMismatchError extends DomainError {
  readonly code = 'account_type_mismatch';
  override readonly errors: readonly FieldProblem[];
  constructor(type: string, parent: string) {
    super(`An account of type ${type} can't stand below one of type ${parent}.`);
    this.errors = [{ path: 'parentId', message: `the parent is of type ${parent}` }];
  }
}

/** An account can't stand below itself. */
export class AccountCycleError extends DomainError {
  readonly code = 'account_cycle';
  override readonly errors: readonly FieldProblem[] = [
    { path: 'parentId', message: 'the parent stands below this account' },
  ];
  constructor(code: string) {
    super(`Account "${code}" can't be moved below itself or one of its own accounts.`);
  }
}

/** The program posts to this account by itself. */
export class AccountRequiredError extends DomainError {
  readonly code = 'account_required';
  constructor(code: string, role: string) {
    super(`Account "${code}" plays the part "${role}" and has to stay active and of its type.`);
  }
}

/** An expense is booked on an account of expenses, or on none. */
export class UnknownCategoryError extends DomainError {
  readonly code = 'unknown_category';
  override readonly errors: readonly FieldProblem[];
  constructor(category: string) {
    super(`"${category}" is neither code nor name of an active expense account.`);
    this.errors = [{ path: 'category', message: `"${category}" is no active expense account` }];
  }
}

/** It is the sum of the accounts below it. */
export class AccountIsGroupError extends DomainError {
  readonly code = 'account_is_group';
  override readonly errors: readonly FieldProblem[];
  constructor(code: string, path: string) {
    super(`Account "${code}" has accounts below it and takes no postings. Choose one of these.`);
    this.errors = [{ path, message: `account "${code}" is a group` }];
  }
}

/** Nothing new is posted to it. */
export class AccountInactiveError extends DomainError {
  readonly code = 'account_inactive';
  override readonly errors: readonly FieldProblem[];
  constructor(code: string, path: string) {
    super(`Account "${code}" is inactive. Choose another one or activate it.`);
    this.errors = [{ path, message: `account "${code}" is inactive` }];
  }
}
