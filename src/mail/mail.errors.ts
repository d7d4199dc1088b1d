import { DomainError } from '../kernel/errors.js';

/** The mail server refused the mail or can't be reached. */
export class MailNotSentError extends DomainError {
  readonly code = 'mail_unavailable';
  override readonly retryAfterSeconds = 60;
  constructor(options?: ErrorOptions) {
    super("The mail couldn't be sent right now.", options);
  }
}
