import { DomainError, type FieldProblem } from '../../platform.js';

/** Nothing is booked on a day that hasn't come yet at the company's place. */
export class DateInFutureError extends DomainError {
  readonly code = 'date_in_future';
  override readonly errors: readonly FieldProblem[];
  constructor(date: string, latest: string, path = 'date') {
    super(`${path} ${date} lies in the future. Choose ${latest} or an earlier day.`);
    this.errors = [{ path, message: `must not lie after ${latest}` }];
  }
}

/** The opening balances hold what happened up to their day: it would count twice. */
export class DateBeforeBooksError extends DomainError {
  readonly code = 'date_before_books';
  override readonly errors: readonly FieldProblem[];
  constructor(date: string, first: string, path = 'date') {
    super(`${path} ${date} lies before the books, which begin on ${first} with the opening balances.`);
    this.errors = [{ path, message: `must not lie before ${first}` }];
  }
}
