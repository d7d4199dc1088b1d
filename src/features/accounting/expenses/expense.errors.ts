import { DomainError } from '../../platform.js';
import type { ExpenseStatus } from '../rows/expense.entity.js';

/** The expense is not in a state that allows this. */
export class ExpenseStatusError extends DomainError {
  readonly code = 'expense_status';
  constructor(action: string, status: ExpenseStatus) {
    super(`An expense that is ${status} can't be ${action}.`);
  }
}

/** Its cost was booked by the opening balances, which are taken back as a whole. */
export class OpeningExpenseError extends DomainError {
  readonly code = 'expense_status';
  constructor(name: string) {
    super(`"${name}" was open when the books began: reverse the opening balances instead.`);
  }
}
