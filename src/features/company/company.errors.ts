import { DomainError, exponentOf } from '../platform.js';

/** Something is posted in the present currency; its amounts would mean something else in another. */
export class CurrencyFixedError extends DomainError {
  readonly code = 'currency_fixed';
  constructor(currency: string) {
    super(`The currency stays ${currency}: something has been posted in it.`);
  }
}

/** Amounts in minor units mean other amounts in a currency with another number of decimals. */
export class OtherDecimalsError extends DomainError {
  readonly code = 'currency_fixed';
  constructor(from: string, to: string, table: string) {
    const [had, has] = [exponentOf(from), exponentOf(to)];
    super(
      `The currency stays ${from}: ${to} has ${has} decimals instead of ${had}, and there are amounts in ` +
        `${table.replaceAll('_', ' ')}. Remove them, or choose a currency with ${had} decimals.`,
    );
  }
}
