import { TenancyError } from '../tenancy.errors.js';
import type { TenantStatus } from '../tenant.js';

/** The tenant's status doesn't allow this change. */
export class TenantStateError extends TenancyError {
  readonly code = 'conflict';
  constructor(slug: string, status: TenantStatus, wanted: string) {
    super(`Tenant "${slug}" is ${status.replace('_', ' ')} and can't be ${wanted} now.`);
  }
}

/** Somebody else changed the tenant since the caller read it. */
export class TenantVersionError extends TenancyError {
  readonly code = 'version_conflict';
  constructor(slug: string, current: number) {
    super(`Tenant "${slug}" was changed by somebody else; it is at version ${current} now. Read it again.`);
  }
}

/** No server has this name. */
export class ServerNotFoundError extends TenancyError {
  readonly code = 'not_found';
  constructor(name: string) {
    super(`There is no server "${name}".`);
  }
}

/** Another operation on the tenant is pending or running. */
export class TenantBusyError extends TenancyError {
  readonly code = 'conflict';
  constructor(slug: string) {
    super(`Another operation on tenant "${slug}" has not ended yet. See /api/operations?tenant=${slug}`);
  }
}
