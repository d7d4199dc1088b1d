import { isNoSpace } from '@tenantry/nest/operator';
import { EntityNotFoundError, OptimisticLockVersionMismatchError, QueryFailedError } from 'typeorm';
import type { Refusal } from './refusal.js';
import { takenValue } from './problem.unique.js';

const UNIQUE: Refusal = { code: 'conflict', detail: 'A row with this value exists already.' };
const IN_USE: Refusal = { code: 'conflict', detail: 'Other rows still refer to this one.' };
const NO_SUCH_ROW: Refusal = {
  code: 'unknown_reference',
  detail: 'The input refers to a row that does not exist.',
};
const CHECK: Refusal = { code: 'unprocessable', detail: 'The values break a rule of the table.' };
const RANGE: Refusal = { code: 'amount_out_of_range', detail: 'A number is too large to be stored.' };
const TEXT: Refusal = {
  code: 'bad_request',
  detail: 'The input holds text or ids that can not be stored, or is too long.',
};
const BUSY: Refusal = {
  code: 'conflict',
  detail: 'Others changed the same rows at the same time. Try again.',
  retryAfterSeconds: 1,
};
const TOO_SLOW: Refusal = {
  code: 'statement_timeout',
  detail: 'The database took too long for this request.',
  retryAfterSeconds: 5,
};
const AWAY: Refusal = {
  code: 'database_unavailable',
  detail: 'The database can not be reached right now.',
  retryAfterSeconds: 5,
};

const NO_SPACE: Refusal = {
  code: 'no_space_left',
  detail: 'There is no room left to store this. Nothing was changed; reading goes on.',
  retryAfterSeconds: 60,
};

/** What the engines call the same thing: SQLSTATE, SQLite's extended codes, MySQL's symbols. */
const BY_CODE: Record<string, Refusal> = {
  '23505': UNIQUE,
  SQLITE_CONSTRAINT_UNIQUE: UNIQUE,
  SQLITE_CONSTRAINT_PRIMARYKEY: UNIQUE,
  ER_DUP_ENTRY: UNIQUE,
  '23001': IN_USE,
  ER_ROW_IS_REFERENCED_2: IN_USE,
  ER_NO_REFERENCED_ROW_2: NO_SUCH_ROW,
  '23514': CHECK,
  SQLITE_CONSTRAINT_CHECK: CHECK,
  ER_CONSTRAINT_FAILED: CHECK,
  ER_CHECK_CONSTRAINT_VIOLATED: CHECK,
  '22003': RANGE,
  ER_WARN_DATA_OUT_OF_RANGE: RANGE,
  '22001': TEXT,
  '22021': TEXT,
  '22025': TEXT,
  '54000': TEXT,
  '22P02': TEXT,
  '22P05': TEXT,
  '22007': TEXT,
  '22008': TEXT,
  ER_DATA_TOO_LONG: TEXT,
  ER_INVALID_CHARACTER_STRING: TEXT,
  SQLITE_TOOBIG: TEXT,
  ER_TRUNCATED_WRONG_VALUE: TEXT,
  ER_TRUNCATED_WRONG_VALUE_FOR_FIELD: TEXT,
  ER_WRONG_VALUE: TEXT,
  '40001': BUSY,
  '40P01': BUSY,
  SQLITE_BUSY: BUSY,
  ER_LOCK_DEADLOCK: BUSY,
  ER_LOCK_WAIT_TIMEOUT: BUSY,
  ER_CHECKREAD: BUSY,
  '57014': TOO_SLOW,
  ER_STATEMENT_TIMEOUT: TOO_SLOW,
  ER_QUERY_TIMEOUT: TOO_SLOW,
  ECONNREFUSED: AWAY,
  ECONNRESET: AWAY,
  ETIMEDOUT: AWAY,
  ENOTFOUND: AWAY,
  EPIPE: AWAY,
  '53300': AWAY,
  '57P01': AWAY,
  '57P02': AWAY,
  '57P03': AWAY,
  '08006': AWAY,
  '08001': AWAY,
};

/** A row that would be another tenant's, where tenants share tables. */
const NO_RIGHT = '42501';
const ROW_POLICY = /row-level security/;

/** PostgreSQL and SQLite have one code for both ways to break a foreign key; the statement tells them apart. */
const FOREIGN_KEY = new Set(['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY', 'SQLITE_CONSTRAINT_TRIGGER']);

/** What an error of TypeORM or a driver means to a client; undefined when it is a fault of the program. */
export function storeProblemOf(error: unknown): Refusal | undefined {
  if (error instanceof EntityNotFoundError) return { code: 'not_found', detail: 'The row was not found.' };
  if (error instanceof OptimisticLockVersionMismatchError) {
    return { code: 'version_conflict', detail: 'The row was changed by somebody else in the meantime.' };
  }
  const code = codeOf(error);
  if (code === undefined) return undefined;
  if (error instanceof QueryFailedError && FOREIGN_KEY.has(code)) return foreignKeyProblem(error);
  // Said of a missing right as well, which is a fault of the program.
  if (code === NO_RIGHT) return ROW_POLICY.test(String(Object(error).message)) ? UNIQUE : undefined;
  if (isNoSpace(error)) return NO_SPACE;
  const refusal = BY_CODE[code];
  return refusal === UNIQUE && error instanceof QueryFailedError ? (takenValue(error) ?? UNIQUE) : refusal;
}

function foreignKeyProblem({ query, message }: QueryFailedError): Refusal | undefined {
  // SQLite keeps ON DELETE RESTRICT by a trigger of its own, and calls the program's triggers the same.
  if (!/foreign key/i.test(message)) return undefined;
  return /^\s*DELETE\b/i.test(query) ? IN_USE : NO_SUCH_ROW;
}

function codeOf(error: unknown): string | undefined {
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  // Not `instanceof Error`: a native driver's errors may come from another realm.
  if (typeof source !== 'object' || source === null || !('code' in source)) return undefined;
  return typeof source.code === 'string' ? source.code : undefined;
}
