import { tenancyStatusOf } from './tenancy.statuses.js';
import type { TenantStatus } from './tenant.js';

/** Base of every error this library throws on purpose. `code` is stable; the message is for people. */
export abstract class TenancyError extends Error {
  abstract readonly code: string;
  /** Seconds after which the caller may try again; undefined when waiting doesn't help. */
  readonly retryAfterSeconds?: number;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  /** Of an HTTP answer; 500 where the program itself is at fault. */
  get status(): number {
    return tenancyStatusOf(this.code);
  }
}

/** Tenant data was touched where no tenant is known. Nothing ever falls back to another database. */
export class NoTenantError extends TenancyError {
  readonly code = 'no_tenant';
  constructor(what = 'Tenant data') {
    super(`${what} was used outside any tenant. Enter one first: tenancy.run(slug, work).`);
  }
}

/**
 * Something of one tenant was used in another: an entity that was loaded or made there, or a repository, manager,
 * query, runner or data source that was got there and kept. Nothing was read or written.
 */
export class WrongTenantError extends TenancyError {
  readonly code = 'wrong_tenant';
  constructor(what: string, owner: string, current: string) {
    super(`A ${what} of tenant "${owner}" can't be used in tenant "${current}". Get it there instead.`);
  }
}

/** Something that was got before the tenant's store moved was used in a scope that began afterwards. */
export class StoreMovedError extends TenancyError {
  readonly code = 'tenant_store_moved';
  constructor(readonly tenant: string) {
    super(
      `The store of "${tenant}" has moved since this repository, manager or data source was got. Get it again ` +
        'in each scope, or inject it.',
    );
  }
}

/** A transaction's manager, repository or runner was used after the transaction had ended. */
export class UnitOfWorkEndedError extends TenancyError {
  readonly code = 'unit_of_work_ended';
  constructor() {
    super('The transaction this call belongs to has already ended. Await every call inside its callback.');
  }
}

/** The caller would have waited for a lock or connection that it holds itself. */
export class SelfWaitError extends TenancyError {
  readonly code = 'self_wait';
  constructor(what: string) {
    super(
      `${what} is held by an explicit transaction of the same context, so this call could never go on. ` +
        'Use manager.transaction() or @Transactional(), which the call would join.',
    );
  }
}

/** No tenant has this slug, id or domain. */
export class TenantNotFoundError extends TenancyError {
  readonly code = 'tenant_not_found';
  constructor(readonly tenant: string) {
    super(`There is no tenant "${tenant}".`);
  }
}

const STATUS_CODES: Partial<Record<TenantStatus, string>> = {
  provisioning: 'tenant_not_ready',
  failed: 'tenant_not_ready',
  read_only: 'tenant_read_only',
  maintenance: 'tenant_maintenance',
  suspended: 'tenant_suspended',
  deleted: 'tenant_deleted',
};

/** The tenant exists but its status doesn't allow this. `code` names its status. */
export class TenantUnavailableError extends TenancyError {
  readonly code: string;
  override readonly retryAfterSeconds?: number;
  constructor(
    readonly tenant: string,
    readonly tenantStatus: TenantStatus,
  ) {
    super(`Tenant "${tenant}" is ${tenantStatus.replace('_', ' ')}.`);
    this.code = STATUS_CODES[tenantStatus] ?? 'tenant_not_ready';
    if (tenantStatus !== 'suspended' && tenantStatus !== 'deleted') this.retryAfterSeconds = 5;
  }
}

/** The tenant's server can't be reached, or its store is missing or refuses the sign-in. */
export class TenantDatabaseUnavailableError extends TenancyError {
  readonly code = 'tenant_database_unavailable';
  override readonly retryAfterSeconds = 5;
  constructor(
    readonly tenant: string,
    options?: ErrorOptions,
  ) {
    super(`The database of "${tenant}" can't be reached right now. Other tenants are not affected.`, options);
  }
}

/** The store that was opened carries another owner's marker, or none. */
export class StoreMarkerError extends TenancyError {
  readonly code = 'tenant_store_mismatch';
  constructor(readonly tenant: string) {
    super(`The store that "${tenant}" leads to is not marked as this tenant's. It was not opened.`);
  }
}

/** The store's schema is older than the program. */
export class TenantSchemaOutdatedError extends TenancyError {
  readonly code = 'tenant_schema_outdated';
  override readonly retryAfterSeconds = 30;
  constructor(readonly tenant: string) {
    super(`The schema of "${tenant}" is behind the program. Run: tenant migrate --tenant ${tenant}`);
  }
}

/** Every connection of the budget was in use for the whole acquire time-out. */
export class ConnectionBudgetExhaustedError extends TenancyError {
  readonly code = 'connection_budget_exhausted';
  override readonly retryAfterSeconds = 1;
  constructor(
    readonly tenant: string,
    waitedMs: number,
  ) {
    super(`No connection for "${tenant}" became free within ${waitedMs} ms.`);
  }
}

/** The Host header can't be used: malformed, sent twice, or contradicted by the request line. */
export class BadHostError extends TenancyError {
  readonly code = 'bad_host';
  constructor(reason: string) {
    super(`The Host header can't be used: ${reason}.`);
  }
}

/** Input of a tenancy operation that is refused before anything is created. */
export class InvalidTenantInputError extends TenancyError {
  readonly code = 'validation_failed';
  constructor(readonly errors: { path: string; message: string }[]) {
    super(errors.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}

/** The slug belongs to a tenant already, also to one that is deleted. */
export class SlugTakenError extends TenancyError {
  readonly code = 'conflict';
  constructor(readonly tenant: string) {
    super(`The slug "${tenant}" is taken.`);
  }
}

/** The platform holds as many tenants as MAX_TENANTS allows. */
export class TenantLimitReachedError extends TenancyError {
  readonly code = 'plan_limit_reached';
  constructor(limit: number) {
    super(`This platform holds ${limit} tenants at most. Raise MAX_TENANTS or delete one.`);
  }
}

/** The control database can't be reached; no tenant can be resolved until it is back. */
export class ControlDatabaseUnavailableError extends TenancyError {
  readonly code = 'control_database_unavailable';
  override readonly retryAfterSeconds = 5;
  constructor(options?: ErrorOptions) {
    super("The platform's own database can't be reached right now.", options);
  }
}

/** The user of a server's URL may not do what provisioning needs. */
export class ServerRightsError extends TenancyError {
  readonly code = 'server_rights_missing';
  constructor(wanted: string, right: string, options?: ErrorOptions) {
    super(`The user of the server's URL may not ${wanted}. Give it ${right}, then retry.`, options);
  }
}

/** The server is older than this program, or an isolation, can use. */
export class ServerTooOldError extends TenancyError {
  readonly code = 'server_too_old';
  /** `what` needs it: `"row" isolation`. */
  constructor(what: string, needed: string) {
    super(`${what} needs ${needed} or newer.`);
  }
}

/** The database that tenants are to share carries the mark of another platform: two have the same prefix. */
export class SharedDatabaseForeignError extends TenancyError {
  readonly code = 'store_taken';
  constructor(database: string) {
    super(
      `The database "${database}" is shared by the tenants of another platform. Nothing in it was touched. ` +
        'Give this one another TENANT_DATABASE_PREFIX, or another server.',
    );
  }
}

/** The shared database carries no mark, and tenants live in it that this catalog doesn't know. */
export class SharedDatabaseUnmarkedError extends TenancyError {
  readonly code = 'store_unmarked';
  /** `remedy`: the statement that marks it. */
  constructor(database: string, strangers: number, remedy: string) {
    super(
      `The database "${database}" carries no platform's mark, and holds ${strangers} tenants that this catalog ` +
        `doesn't know. When no other platform uses it, mark it as this one's: ${remedy}`,
    );
  }
}

/** The database that tenants are to share holds tables of somebody else. */
export class SharedDatabaseTakenError extends TenancyError {
  readonly code = 'store_not_empty';
  constructor(database: string) {
    super(
      `The database "${database}" would be shared by tenants, but holds other tables. Empty or rename it.`,
    );
  }
}

/** The package that an engine speaks to its databases by is not installed. */
export class DriverMissingError extends TenancyError {
  readonly code = 'driver_missing';
  constructor(engine: string, driver: string, options?: ErrorOptions) {
    super(
      `Databases of ${engine} need the package "${driver}", which is not installed: npm install ${driver}`,
      options,
    );
  }
}
