import type { ConnectFailure } from '../engine.js';

/** Errors of the server and of Node that mean the server, the database or the sign-in is gone. */
const LOST_CODES = new Set([
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_USER_LIMIT_REACHED',
  'ER_ACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_NO_PASSWORD_ERROR',
  'ER_ACCOUNT_HAS_BEEN_LOCKED',
  'ER_MUST_CHANGE_PASSWORD_LOGIN',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
  'ER_NO_DB_ERROR',
  'ER_HOST_IS_BLOCKED',
  'ER_HOST_NOT_PRIVILEGED',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  'PROTOCOL_CONNECTION_LOST',
  // This side gave up waiting; the answer may still come, and would go to the next caller.
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'HANDSHAKE_SSL_ERROR',
  'HANDSHAKE_NO_SSL_SUPPORT',
  'AUTH_SWITCH_PLUGIN_ERROR',
  'ER_SECURE_TRANSPORT_REQUIRED',
  'ER_SERVER_OFFLINE_MODE',
]);

/** Node's codes: there is nobody at the other end. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** The server has ended the transaction in favour of another one. */
const LOST_TO_ANOTHER_CODES = new Set(['ER_LOCK_DEADLOCK', 'ER_CHECKREAD', 'ER_XA_RBDEADLOCK']);

/**
 * Names for errors that a driver made for both servers has none for, or another. By SQLSTATE as well: MySQL's 4025
 * speaks of the size of a table's file.
 */
const NAMES: Record<string, string> = {
  '1927 70100': 'ER_CONNECTION_KILLED',
  '1969 70100': 'ER_STATEMENT_TIMEOUT',
  '4025 23000': 'ER_CONSTRAINT_FAILED',
  // MySQL 8 doesn't show the foreign key to a user who may only read and write rows, as a tenant's own.
  '1216 23000': 'ER_NO_REFERENCED_ROW_2',
  '1217 23000': 'ER_ROW_IS_REFERENCED_2',
};

type Coded = { code?: string; errno?: number; sqlState?: string; fatal?: boolean };

// By shape, not by class: errors of Node's own modules may come from another realm.
const driverError = (error: unknown): Coded =>
  (error as { driverError?: Coded } | undefined)?.driverError ?? (error as Coded | undefined) ?? {};

/** The error with its name as `code`. */
export function named<E>(error: E): E {
  const cause = driverError(error);
  const code = NAMES[`${cause.errno} ${cause.sqlState}`];
  if (code) for (const one of [error, cause]) Object.assign(one as Coded, { code });
  return error;
}

/** Also true for whatever the driver calls fatal: it doesn't use the connection again. */
export function connectionLost(error: unknown): boolean {
  const { code = '', fatal } = driverError(error);
  return fatal === true || LOST_CODES.has(code) || NETWORK_CODES.has(code);
}

/** True when no connection to the server can be made at all, to whichever database. */
export const serverDown = (error: unknown): boolean => NETWORK_CODES.has(driverError(error).code ?? '');

const FAILURES: Record<string, ConnectFailure> = {
  ER_ACCESS_DENIED_ERROR: 'sign_in',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'sign_in',
  ER_ACCOUNT_HAS_BEEN_LOCKED: 'sign_in',
  ER_MUST_CHANGE_PASSWORD_LOGIN: 'sign_in',
  ER_HOST_NOT_PRIVILEGED: 'sign_in',
  ER_BAD_DB_ERROR: 'no_database',
  ER_DBACCESS_DENIED_ERROR: 'no_access',
  HANDSHAKE_SSL_ERROR: 'tls',
  HANDSHAKE_NO_SSL_SUPPORT: 'tls',
  ER_SECURE_TRANSPORT_REQUIRED: 'tls',
  AUTH_SWITCH_PLUGIN_ERROR: 'sign_in',
  ER_SERVER_OFFLINE_MODE: 'unreachable',
  PROTOCOL_CONNECTION_LOST: 'unreachable',
  ER_CON_COUNT_ERROR: 'unreachable',
};

export function connectFailure(error: unknown): ConnectFailure | undefined {
  const { code = '' } = driverError(error);
  return FAILURES[code] ?? (NETWORK_CODES.has(code) ? 'unreachable' : undefined);
}

/** True when the server has ended the transaction in favour of another one. */
export const transactionLost = (error: unknown): boolean =>
  LOST_TO_ANOTHER_CODES.has(driverError(error).code ?? '');

/** True when the server has rolled the whole transaction back, or may have: for a lock, by its setting. */
export const transactionRolledBack = (error: unknown): boolean =>
  transactionLost(error) || driverError(error).code === 'ER_LOCK_WAIT_TIMEOUT';

/** A statement that MySQL commits at, run where everything was to happen or nothing. */
export class ImplicitCommitError extends Error {
  constructor(sql: string) {
    super(
      `MySQL and MariaDB commit a transaction at "${sql.trim().slice(0, 60)}". What came before it is stored; ` +
        'nothing after it was done. Run such a statement outside the transaction.',
    );
    this.name = 'ImplicitCommitError';
  }
}
