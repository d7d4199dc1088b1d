import { TenancyError } from '../../tenancy.errors.js';

/** Where the new tenant's store is to be, there are somebody's tables already. */
export class StoreNotEmptyError extends TenancyError {
  readonly code = 'store_not_empty';
  constructor(tenant: string, store: string) {
    super(`The store "${store}" for "${tenant}" is not empty. Empty it or choose another, then retry.`);
  }
}

/** Where the new tenant's store is to be, there is a database of somebody else, be it empty. */
export class StoreOfOtherOwnerError extends TenancyError {
  readonly code = 'store_taken';
  constructor(tenant: string, store: string, owner: string) {
    super(
      `The database "${store}" for "${tenant}" belongs to the role "${owner}". Nothing in it was touched.`,
    );
  }
}

/** The URL leads to a control database. */
export class StoreIsControlError extends TenancyError {
  readonly code = 'store_is_control';
  constructor(tenant: string, store: string) {
    super(`"${store}" is a control database and can't be the store of "${tenant}".`);
  }
}

/** The store carries nobody's marker: it is another program's, or it is empty. */
export class StoreUnmarkedError extends TenancyError {
  readonly code = 'store_unmarked';
  constructor(tenant: string, where: string, isEmpty: boolean) {
    const what = isEmpty ? 'is empty' : 'holds tables without the marker of a tenant';
    super(`The database at ${where} ${what}. Copy the store of "${tenant}" there first, marker included.`);
  }
}

/** The store carries the marker of another tenant. */
export class StoreTakenError extends TenancyError {
  readonly code = 'store_taken';
  constructor(tenant: string, store: string) {
    super(`The store "${store}" for "${tenant}" is marked as another tenant's. Nothing in it was touched.`);
  }
}

/** Tenants can't be kept apart like this in that place. */
export class IsolationNotPossibleError extends TenancyError {
  readonly code = 'isolation_not_possible';
  readonly errors: { path: string; message: string }[];
  constructor(message: string) {
    super(`isolation: ${message}`);
    this.errors = [{ path: 'isolation', message }];
  }
}
