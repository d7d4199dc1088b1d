import { DomainError } from '../../../errors.js';
import type { ExpenseStatus } from './expense.entity.js';

/** The expense is not in a state that allows this. */
export class ExpenseStatusError extends DomainError {
  readonly code = 'expense_status';
  constructor(action: string, status: ExpenseStatus) {
    super(`An expense that is ${status} can't be ${action}.`);
  }
}
