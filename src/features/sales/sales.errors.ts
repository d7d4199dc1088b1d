import { ConflictError } from '../../errors.js';

/** Documents refer to it, so it has to stay. */
export class InUseError extends ConflictError {
  constructor(what: string, name: string) {
    super(`The ${what} "${name}" stands on invoices. Deactivate it instead of deleting it.`);
  }
}
