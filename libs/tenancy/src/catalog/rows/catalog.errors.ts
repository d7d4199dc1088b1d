import { TenancyError } from '../../tenancy.errors.js';
import type { TenantStatus } from '../../tenant.js';

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

/** Another server has this name. */
export class ServerNameTakenError extends TenancyError {
  readonly code = 'conflict';
  constructor(name: string) {
    super(`There is a server "${name}" already. Change it, or choose another name.`);
  }
}

/** Somebody else changed the server since the caller read it. */
export class ServerVersionError extends TenancyError {
  readonly code = 'version_conflict';
  constructor(name: string, current: number) {
    super(`Server "${name}" was changed by somebody else; it is at version ${current} now. Read it again.`);
  }
}

/** Tenants on the server were promised that their data stays in its region. */
export class ServerRegionError extends TenancyError {
  readonly code = 'server_in_use';
  constructor(name: string, region: string) {
    super(`Server "${name}" holds tenants of the region "${region}". Add another server for another region.`);
  }
}

/** No server that fits has room. */
export class NoServerAvailableError extends TenancyError {
  readonly code = 'no_server_available';
  constructor(which: string) {
    super(`${which} takes more tenants. Add one, or raise a capacity.`);
  }
}

/** The settings name the tenant's store, and outrank the catalog. */
export class ConnectionFixedError extends TenancyError {
  readonly code = 'connection_fixed';
  constructor(slug: string) {
    super(`The environment names the store of "${slug}". Change or remove that setting instead.`);
  }
}

/** The setting that names the store of a tenant in place of the catalog. */
export const overrideVariable = (slug: string): string =>
  `TENANT_${slug.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;

/** The tenant was made where a setting named its database, and the catalog never knew it. */
export class OverrideMissingError extends TenancyError {
  readonly code = 'tenant_database_unavailable';
  constructor(readonly slug: string) {
    super(`It was made with ${overrideVariable(slug)}, which isn't set here`);
  }
}

/** The tenant's data has to stay in its region, and nobody said that the new store lies there. */
export class RegionMismatchError extends TenancyError {
  readonly code = 'region_mismatch';
  constructor(slug: string, region: string) {
    super(`The data of "${slug}" has to stay in the region "${region}". Confirm it by region "${region}".`);
  }
}

/** Another operation on the tenant is pending or running. */
export class TenantBusyError extends TenancyError {
  readonly code = 'conflict';
  constructor(slug: string) {
    super(`Another operation on tenant "${slug}" has not ended yet. See /api/operations?tenant=${slug}`);
  }
}
