import type { EngineFailures } from '../failure.js';

/** By the symbols of MySQL and MariaDB. */
export const mysqlFailures: EngineFailures = {
  codes: {
    ER_DUP_ENTRY: 'unique',
    ER_ROW_IS_REFERENCED_2: 'in_use',
    ER_NO_REFERENCED_ROW_2: 'no_such_row',
    ER_CONSTRAINT_FAILED: 'check',
    ER_CHECK_CONSTRAINT_VIOLATED: 'check',
    ER_WARN_DATA_OUT_OF_RANGE: 'range',
    ER_DATA_TOO_LONG: 'text',
    ER_INVALID_CHARACTER_STRING: 'text',
    ER_TRUNCATED_WRONG_VALUE: 'text',
    ER_TRUNCATED_WRONG_VALUE_FOR_FIELD: 'text',
    ER_WRONG_VALUE: 'text',
    ER_LOCK_DEADLOCK: 'busy',
    ER_LOCK_WAIT_TIMEOUT: 'busy',
    ER_CHECKREAD: 'busy',
    ER_STATEMENT_TIMEOUT: 'slow',
    ER_QUERY_TIMEOUT: 'slow',
    ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'read_only',
  },
  read: () => undefined,
};
