import { sessionSql } from './mysql.session.js';

/** What each server reads: `/*M!` is MariaDB's, `/*!80000` of MySQL 8 and newer; the other's is a comment. */
const readBy = (product: 'MySQL' | 'MariaDB', sql: string): string => {
  const own = product === 'MariaDB' ? /\/\*M! ([^*]*) \*\//g : /\/\*!80000 ([^*]*) \*\//g;
  return sql.replaceAll(own, '$1').replaceAll(/\/\*[^]*?\*\//g, '');
};

describe('The statement that sets up a session', () => {
  it.each([
    ['MySQL', "transaction_isolation = 'READ-COMMITTED'", 'max_execution_time = 1500', 'tx_isolation'],
    ['MariaDB', "tx_isolation = 'READ-COMMITTED'", 'max_statement_time = 1.5', 'max_execution_time'],
  ] as const)('says to %s what it understands', (product, isolation, limit, others) => {
    const sql = readBy(product, sessionSql(1_500));
    expect(sql).toContain(isolation);
    expect(sql).toContain(limit);
    expect(sql.replaceAll('transaction_isolation', '')).not.toContain(others);
    expect(sql).toContain('innodb_lock_wait_timeout = 2');
  });

  it.each(['MySQL', 'MariaDB'] as const)('sets no limit on %s where there is to be none', (product) => {
    expect(readBy(product, sessionSql(0))).not.toMatch(/_time\b|timeout/);
  });
});
