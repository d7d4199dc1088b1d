import { DomainError } from '../../platform.js';

/** Documents refer to it, so it has to stay. */
export class InUseError extends DomainError {
  readonly code: 'customer_in_use' | 'product_in_use';
  constructor(what: 'customer' | 'product', name: string) {
    super(`The ${what} "${name}" stands on invoices. Deactivate it instead of deleting it.`);
    this.code = `${what}_in_use`;
  }
}
