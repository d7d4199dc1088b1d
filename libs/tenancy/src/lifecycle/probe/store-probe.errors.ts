import type { ConnectFailure } from '../../engine/engine.js';
import { ServerRightsError, TenancyError } from '../../tenancy.errors.js';

/** Nobody answers at the address of a database URL. */
class ServerUnreachableError extends TenancyError {
  readonly code = 'server_unreachable';
  constructor(where: string, options?: ErrorOptions) {
    super(`No server answers at ${where}. Check host, port and firewall.`, options);
  }
}

/** The server refuses the user or the password. Some refuse so who comes without TLS as well. */
class SignInRefusedError extends TenancyError {
  readonly code = 'server_sign_in_refused';
  constructor(where: string, options?: ErrorOptions) {
    super(`The server at ${where} refuses the user or the password, or asks for TLS.`, options);
  }
}

/** The server has no database of that name. */
export class DatabaseMissingError extends TenancyError {
  readonly code = 'database_missing';
  constructor(where: string, options?: ErrorOptions) {
    super(`There is no database at ${where}. Make it first.`, options);
  }
}

/** The server offers no TLS, or a certificate that the options don't let pass. */
class TlsRefusedError extends TenancyError {
  readonly code = 'server_tls_refused';
  constructor(where: string, options?: ErrorOptions) {
    super(`No private connection to ${where}: it has no TLS, or its certificate is not trusted.`, options);
  }
}

/** Another program answers than the URL's scheme says, or a file is no database. */
class OtherProgramError extends TenancyError {
  readonly code = 'engine_mismatch';
  constructor(where: string, options?: ErrorOptions) {
    super(`What is found at ${where} is not what the URL calls it.`, options);
  }
}

/** No engine has this name, or this scheme of a URL. */
export class UnknownEngineError extends TenancyError {
  readonly code = 'unknown_engine';
  readonly errors: { path: string; message: string }[];
  constructor(path: string, name: string) {
    const message = `there is no engine "${name}": use postgres, mysql or sqlite`;
    super(`${path}: ${message}`);
    this.errors = [{ path, message }];
  }
}

/** The database is one of the server itself, such as `postgres`, `template1` or `mysql`. */
export class StoreIsServersError extends TenancyError {
  readonly code = 'store_is_servers';
  constructor(where: string) {
    super(`The database at ${where} is the server's own, or a template. Make one for the tenant.`);
  }
}

/** The user of a database's URL may not do there what a tenant's store needs. */
export class StoreRightsError extends TenancyError {
  readonly code = 'store_rights_missing';
  constructor(where: string, wanted: string, right: string, options?: ErrorOptions) {
    super(`The user of the URL may not ${wanted} at ${where}. Give it ${right}, then retry.`, options);
  }
}

type Refusal = (where: string, options: ErrorOptions) => TenancyError;

const REFUSALS: Record<ConnectFailure, Refusal> = {
  unreachable: (where, options) => new ServerUnreachableError(where, options),
  sign_in: (where, options) => new SignInRefusedError(where, options),
  no_database: (where, options) => new DatabaseMissingError(where, options),
  no_access: (where, options) => new ServerRightsError(`enter ${where}`, 'CONNECT', options),
  tls: (where, options) => new TlsRefusedError(where, options),
  other_program: (where, options) => new OtherProgramError(where, options),
};

/** `where` carries no password. */
export const refusalOf = (failure: ConnectFailure, where: string, cause: unknown): TenancyError =>
  REFUSALS[failure](where, { cause });
