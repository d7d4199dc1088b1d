import { DomainError, type FieldProblem } from '../../platform.js';

const REMEDY = 'or close it with force and a reason';

const byForce = (message: string): readonly FieldProblem[] => [{ path: 'force', message }];

/** Something may still happen in it. */
export class PeriodNotOverError extends DomainError {
  readonly code = 'period_not_over';
  override readonly errors: readonly FieldProblem[];
  constructor(what: string, lastDay: string) {
    super(`${what} is not over before the end of ${lastDay}. Wait until then, ${REMEDY}.`);
    this.errors = byForce(`its last day is ${lastDay}`);
  }
}

/** Documents that are dated in it wait to be booked, which couldn't be done any more. */
export class DraftsOpenError extends DomainError {
  readonly code = 'drafts_open';
  override readonly errors: readonly FieldProblem[];
  /** `drafts`: how many of what. */
  constructor(what: string, drafts: readonly string[]) {
    const list = drafts.join(' and ');
    super(`${what} has drafts: ${list}. Book them, date them otherwise or delete them, ${REMEDY}.`);
    this.errors = byForce(`there are drafts: ${list}`);
  }
}

/** A year is closed after its months. */
export class PeriodsOpenError extends DomainError {
  readonly code = 'periods_open';
  override readonly errors: readonly FieldProblem[];
  constructor(year: number, open: readonly string[]) {
    super(`The year ${year} has open months: ${open.join(', ')}. Close them first, ${REMEDY}.`);
    this.errors = byForce(`open are ${open.join(', ')}`);
  }
}
