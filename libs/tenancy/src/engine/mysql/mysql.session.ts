/**
 * Strict, so that what doesn't fit is refused as on other engines; without NO_BACKSLASH_ESCAPES and
 * ANSI_QUOTES, which the driver's escaping of values doesn't know.
 */
const SQL_MODE =
  'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION';

/**
 * One statement that sets up a connection on either server: what stands in `/*M! … ` only MariaDB reads, what
 * stands in `/*!80000 … ` only MySQL. READ COMMITTED, as PostgreSQL has it: under this server's own default a
 * transaction that waited for a row lock would go on reading as of before the wait.
 */
export function sessionSql(statementTimeoutMs: number): string {
  const seconds = Math.max(Math.ceil(statementTimeoutMs / 1000), 1);
  const limited = statementTimeoutMs > 0;
  const mariadb = limited
    ? `, max_statement_time = ${statementTimeoutMs / 1000}, idle_transaction_timeout = ${2 * seconds}`
    : '';
  // MySQL stops slow reads alone; the wait for a lock, which is what makes a write slow, has its own limit.
  const mysql = limited ? `, max_execution_time = ${Math.ceil(statementTimeoutMs)}` : '';
  return [
    `SET SESSION time_zone = '+00:00', sql_mode = '${SQL_MODE}'`,
    limited ? `, innodb_lock_wait_timeout = ${seconds}` : '',
    `/*M! , tx_isolation = 'READ-COMMITTED'${mariadb} */`,
    `/*!80000 , transaction_isolation = 'READ-COMMITTED'${mysql} */`,
  ].join(' ');
}
