import { DomainError, type FieldProblem } from '../../platform.js';

/** The rate is switched off, or not valid on the day of the document. */
export class TaxRateInactiveError extends DomainError {
  readonly code = 'tax_rate_inactive';
  override readonly errors: readonly FieldProblem[];
  constructor(code: string, on: string, path = 'taxRateId') {
    super(`Tax rate "${code}" can't be used on ${on}: it is inactive or not valid on that day.`);
    this.errors = [{ path, message: `tax rate "${code}" can't be used on ${on}` }];
  }
}

/** Documents refer to it. */
export class TaxRateInUseError extends DomainError {
  readonly code = 'tax_rate_in_use';
  constructor(code: string, remedy: string) {
    super(`Tax rate "${code}" is used. ${remedy}`);
  }
}
