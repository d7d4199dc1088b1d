import { ConflictError, DomainError, type FieldProblem } from '../../platform.js';

/** Numbers go by date within a year, so a date can't lie before the one that was given out last. */
export class IssueDateOutOfOrderError extends DomainError {
  readonly code = 'issue_date_out_of_order';
  override readonly errors: readonly FieldProblem[];
  constructor(issueDate: string, last: string, what = 'invoice') {
    super(`The issue date ${issueDate} lies before ${last}, the date of the last ${what} of its year.`);
    this.errors = [{ path: 'issueDate', message: `must not be before ${last}` }];
  }
}

/** The customer would have to pay before the invoice exists. */
export class DueDateBeforeIssueDateError extends DomainError {
  readonly code = 'due_date_before_issue_date';
  override readonly errors: readonly FieldProblem[];
  constructor(issueDate: string, dueDate: string) {
    super(`The due date ${dueDate} lies before the issue date ${issueDate}.`);
    this.errors = [{ path: 'dueDate', message: `must not be before ${issueDate}` }];
  }
}

/** More was to be booked than is owed. */
export class PaymentExceedsBalanceError extends DomainError {
  readonly code = 'payment_exceeds_balance';
  override readonly errors: readonly FieldProblem[];
  constructor(amount: string, balance: string, path = 'amount') {
    super(`The payment of ${amount} is more than the balance of ${balance}.`);
    this.errors = [{ path, message: `must not be more than ${balance}` }];
  }
}

/** A payment was to be taken back before its money counted. */
export class ReversalBeforePaymentError extends DomainError {
  readonly code = 'reversal_before_payment';
  override readonly errors: readonly FieldProblem[];
  constructor(receivedOn: string, earliest: string) {
    super(`The reversal of ${receivedOn} lies before ${earliest}, the day from which the payment counts.`);
    this.errors = [{ path: 'receivedOn', message: `must not be before ${earliest}` }];
  }
}

/** There is nobody to send it to. */
export class CustomerWithoutEmailError extends DomainError {
  readonly code = 'customer_without_email';
  override readonly errors: readonly FieldProblem[] = [{ path: 'to', message: 'name an e-mail address' }];
  constructor(customer: string) {
    super(`"${customer}" has no e-mail address. Name one in "to", or add it to the customer.`);
  }
}

/** Only drafts can be changed, deleted or issued. */
export class NotADraftError extends ConflictError {
  constructor(number: string | null) {
    super(`Invoice ${number ?? ''} is no draft. What is issued isn't changed: void it and issue another.`);
  }
}

/** Drafts and void invoices take no payments and are not sent. */
export class NotIssuedError extends ConflictError {
  constructor(status: string, what: string) {
    super(`This invoice is ${status === 'draft' ? 'a draft' : status}: ${what}`);
  }
}

/** It is a part of the opening balances. */
export class OpeningInvoiceError extends ConflictError {
  constructor() {
    super('This invoice came with the opening balances. Reverse those, or credit it.');
  }
}

/** What is written off is owed again first. */
export class WrittenOffError extends ConflictError {
  constructor(number: string | null, what: string) {
    super(`Invoice ${number ?? ''} is written off. Reverse the write-off, and ${what} then.`);
  }
}

/** The company's currency was changed after the draft was written; its amounts would mean something else. */
export class OtherCurrencyError extends DomainError {
  readonly code = 'currency_mismatch';
  constructor(written: string, current: string) {
    super(`This draft is in ${written}, the books are in ${current}. Write its lines again.`);
  }
}

/** What has been paid in part is not voided: nobody could tell what is taken back. */
export class InvoiceHasPaymentsError extends DomainError {
  readonly code = 'invoice_has_payments';
  constructor(number: string | null) {
    super(`Invoice ${number ?? ''} has payments. Reverse them before voiding it.`);
  }
}

/** What has been credited in part is not voided. */
export class InvoiceHasCreditNotesError extends DomainError {
  readonly code = 'invoice_has_credit_notes';
  constructor(number: string | null) {
    super(`Invoice ${number ?? ''} has credit notes. Credit the rest of it instead of voiding it.`);
  }
}
