import { DomainError } from '../../errors.js';

/** Something is posted in the present currency; its amounts would mean something else in another. */
export class CurrencyFixedError extends DomainError {
  readonly code = 'currency_fixed';
  constructor(currency: string) {
    super(`The currency stays ${currency}: something has been posted in it.`);
  }
}
