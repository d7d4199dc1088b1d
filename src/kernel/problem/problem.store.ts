import { failureOf, type StoreFailure } from '@tenantry/nest';
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

const REFUSALS: Record<StoreFailure, Refusal | undefined> = {
  unique: UNIQUE,
  in_use: IN_USE,
  no_such_row: NO_SUCH_ROW,
  check: CHECK,
  range: RANGE,
  text: TEXT,
  busy: BUSY,
  slow: TOO_SLOW,
  away: AWAY,
  no_space: NO_SPACE,
  // A store that takes no writes is a fault of whoever runs it.
  read_only: undefined,
};

/** What an error of TypeORM or a driver means to a client; undefined when it is a fault of the program. */
export function storeProblemOf(error: unknown): Refusal | undefined {
  if (error instanceof EntityNotFoundError) return { code: 'not_found', detail: 'The row was not found.' };
  if (error instanceof OptimisticLockVersionMismatchError) {
    return { code: 'version_conflict', detail: 'The row was changed by somebody else in the meantime.' };
  }
  const failure = failureOf(error);
  if (failure === undefined) return undefined;
  const refusal = REFUSALS[failure];
  return refusal === UNIQUE && error instanceof QueryFailedError ? (takenValue(error) ?? UNIQUE) : refusal;
}
