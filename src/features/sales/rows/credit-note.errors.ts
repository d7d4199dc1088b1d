import { DomainError, type FieldProblem } from '../../platform.js';

/** More was to be credited than is left of the invoice. */
export class CreditExceedsInvoiceError extends DomainError {
  readonly code = 'credit_exceeds_invoice';
  override readonly errors: readonly FieldProblem[];
  constructor(path: string, left: string) {
    super(`${path} is more than what is left of the invoice to credit: ${left}.`);
    this.errors = [{ path, message: `must not be more than ${left}` }];
  }
}

/** A credit note can't be older than what it takes back. */
export class CreditBeforeInvoiceError extends DomainError {
  readonly code = 'issue_date_out_of_order';
  override readonly errors: readonly FieldProblem[];
  constructor(issueDate: string, invoiced: string) {
    super(`The issue date ${issueDate} lies before ${invoiced}, the date of the invoice.`);
    this.errors = [{ path: 'issueDate', message: `must not be before ${invoiced}` }];
  }
}
