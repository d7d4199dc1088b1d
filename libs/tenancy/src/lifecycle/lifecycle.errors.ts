import { TenancyError } from '../tenancy.errors.js';

/** Where the new tenant's store is to be, there are somebody's tables already. */
export class StoreNotEmptyError extends TenancyError {
  readonly code = 'store_not_empty';
  constructor(tenant: string, store: string) {
    super(`The store "${store}" for "${tenant}" is not empty. Empty it or choose another, then retry.`);
  }
}

/** The store carries the marker of another tenant. */
export class StoreTakenError extends TenancyError {
  readonly code = 'store_taken';
  constructor(tenant: string, store: string) {
    super(`The store "${store}" for "${tenant}" is marked as another tenant's. Nothing in it was touched.`);
  }
}
