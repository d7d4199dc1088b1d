import { DomainError, type FieldProblem } from '../../platform.js';

/** The month is closed: nothing is posted into it any more. */
export class PeriodClosedError extends DomainError {
  readonly code = 'period_closed';
  override readonly errors: readonly FieldProblem[];
  constructor(period: string, path = 'date') {
    super(`The period ${period} is closed. Choose a later date, or have it reopened.`);
    this.errors = [{ path, message: `the period ${period} is closed` }];
  }
}

/** The year is closed: its result has been carried forward. */
export class YearClosedError extends DomainError {
  readonly code = 'year_closed';
  override readonly errors?: readonly FieldProblem[];
  /** `path`: the field that named a day of it; left out where the year itself was named. */
  constructor(year: number, path?: string) {
    super(`The year ${year} is closed. Reopen the year first.`);
    if (path !== undefined) this.errors = [{ path, message: `the year ${year} is closed` }];
  }
}

/** Closing what is closed, reopening what is open. */
export class PeriodStateError extends DomainError {
  readonly code: 'period_already_closed' | 'period_not_closed';
  constructor(what: string, status: 'open' | 'closed') {
    super(`${what} is ${status} already.`);
    this.code = status === 'closed' ? 'period_already_closed' : 'period_not_closed';
  }
}
