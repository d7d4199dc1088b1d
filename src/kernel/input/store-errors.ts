import { QueryFailedError } from 'typeorm';

const CODES = new Set([
  '23503',
  '23001',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
  'ER_ROW_IS_REFERENCED_2',
  'ER_NO_REFERENCED_ROW_2',
]);

/** Whether the store refused a statement because of a foreign key, on any engine. */
export function isForeignKeyViolation(error: unknown): error is QueryFailedError {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: string };
  // SQLite keeps ON DELETE RESTRICT by a trigger of its own and says so in the code, not in the message.
  return CODES.has(code ?? '') || error.message.includes('FOREIGN KEY constraint failed');
}

const TAKEN = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'ER_DUP_ENTRY']);

/** Whether the store refused a statement because another row has the value, on any engine. */
export const isUniqueViolation = (error: unknown): error is QueryFailedError =>
  error instanceof QueryFailedError && TAKEN.has((error.driverError as { code?: string }).code ?? '');
