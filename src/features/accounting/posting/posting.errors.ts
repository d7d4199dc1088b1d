import { DomainError, type FieldProblem } from '../../../errors.js';

/** Nothing is taken back before it happened: a report of the days before would show it the wrong way round. */
export class DateTooEarlyError extends DomainError {
  readonly code = 'date_too_early';
  override readonly errors: readonly FieldProblem[];
  constructor(date: string, earliest: string) {
    super(`On ${date} there is nothing to take back yet. Choose ${earliest} or a later day.`);
    this.errors = [{ path: 'date', message: `must not lie before ${earliest}` }];
  }
}
