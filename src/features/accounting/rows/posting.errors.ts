import { DomainError, type FieldProblem } from '../../platform.js';

/** Nothing is taken back before it happened: a report of the days before would show it the wrong way round. */
export class DateTooEarlyError extends DomainError {
  readonly code = 'date_too_early';
  override readonly errors: readonly FieldProblem[];
  constructor(date: string, earliest: string) {
    super(`On ${date} there is nothing to take back yet. Choose ${earliest} or a later day.`);
    this.errors = [{ path: 'date', message: `must not lie before ${earliest}` }];
  }
}

/** Sums are kept up to a last day: what was booked later would be in the journal and in no report. */
export class DateOutOfRangeError extends DomainError {
  readonly code = 'date_out_of_range';
  override readonly errors: readonly FieldProblem[];
  constructor(date: string, latest: string) {
    super(`Nothing is booked on ${date}: the books end on ${latest}.`);
    this.errors = [{ path: 'date', message: `must not lie after ${latest}` }];
  }
}
