import { connectFailure, connectionLost, named } from './mysql.errors.js';

const error = (code: string, errno: number, sqlState: string) => ({ code, errno, sqlState });

describe('An error of MySQL or MariaDB', () => {
  it.each([
    [
      'a broken CHECK of MariaDB',
      error('ER_INNODB_AUTOEXTEND_SIZE_OUT_OF_RANGE', 4025, '23000'),
      'ER_CONSTRAINT_FAILED',
    ],
    [
      "MySQL's error of that number",
      error('ER_INNODB_AUTOEXTEND_SIZE_OUT_OF_RANGE', 4025, 'HY000'),
      'ER_INNODB_AUTOEXTEND_SIZE_OUT_OF_RANGE',
    ],
    [
      'a broken CHECK of MySQL',
      error('ER_CHECK_CONSTRAINT_VIOLATED', 3819, 'HY000'),
      'ER_CHECK_CONSTRAINT_VIOLATED',
    ],
    ['a slow statement of MariaDB', error('', 1969, '70100'), 'ER_STATEMENT_TIMEOUT'],
    ['a slow statement of MySQL', error('ER_QUERY_TIMEOUT', 3024, 'HY000'), 'ER_QUERY_TIMEOUT'],
    [
      'a row in use, where MySQL keeps the key to itself',
      error('ER_ROW_IS_REFERENCED', 1217, '23000'),
      'ER_ROW_IS_REFERENCED_2',
    ],
    [
      'a row that is missing, where MySQL keeps the key to itself',
      error('ER_NO_REFERENCED_ROW', 1216, '23000'),
      'ER_NO_REFERENCED_ROW_2',
    ],
  ])('is called by its own name: %s', (_what, thrown, code) => {
    expect(named(thrown).code).toBe(code);
  });

  it.each([
    ['ER_SECURE_TRANSPORT_REQUIRED', 'tls'],
    ['AUTH_SWITCH_PLUGIN_ERROR', 'sign_in'],
    ['ER_SERVER_OFFLINE_MODE', 'unreachable'],
    ['ER_ACCOUNT_HAS_BEEN_LOCKED', 'sign_in'],
  ])('tells why no connection was made: %s', (code, failure) => {
    expect([connectFailure({ code }), connectionLost({ code })]).toEqual([failure, true]);
  });
});
