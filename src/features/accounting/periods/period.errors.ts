import { DomainError, type FieldProblem } from '../../../errors.js';

/** The month is closed: nothing is posted into it any more. */
export class PeriodClosedError extends DomainError {
  readonly code = 'period_closed';
  override readonly errors: readonly FieldProblem[];
  constructor(period: string) {
    super(`The period ${period} is closed. Choose a later date, or have it reopened.`);
    this.errors = [{ path: 'date', message: `the period ${period} is closed` }];
  }
}

/** The year is closed: its result has been carried forward. */
export class YearClosedError extends DomainError {
  readonly code = 'year_closed';
  constructor(year: number) {
    super(`The year ${year} is closed. Reopen the year first.`);
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
