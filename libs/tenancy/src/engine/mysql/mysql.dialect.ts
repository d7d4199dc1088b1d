import type { Dialect } from '../dialect.js';
import { mysqlFailures } from './mysql.failures.js';

const CHARACTERS = { charset: 'utf8mb4', collation: 'utf8mb4_bin' };

export const mysqlDialect: Dialect = {
  type: 'mysql',
  driver: 'mysql2',
  urls: { schemes: ['mysql', 'mariadb'], port: 3306 },
  failures: mysqlFailures,
  types: {
    // utf8mb4_bin: "A" = "a" otherwise, and a natural key would be another one than elsewhere.
    text: { type: 'varchar', ...CHARACTERS },
    longText: { type: 'longtext', ...CHARACTERS },
    int: { type: 'int' },
    bigint: { type: 'bigint' },
    boolean: { type: 'tinyint' },
    uuid: { type: 'char', length: '36', charset: 'ascii', collation: 'ascii_bin' },
    date: { type: 'date' },
    instant: { type: 'datetime', precision: 3 },
  },
  booleans: 'numbers',
  // MySQL; MariaDB takes both.
  longTextDefault: 'expression',
  binaryText: 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  longText: 'longtext',
  clustering: 'primary_key',
  partialIndexes: false,
  indexesByTable: true,
  onTakenKey: (key) => `ON DUPLICATE KEY UPDATE ${key} = ${key}`,
  // Its INSERT IGNORE lets broken foreign keys and values that don't fit pass as well.
  ignoresTooMuch: true,
  returning: false,
  locksRows: true,
  rowsOfJson: false,
  comparesRowsWhole: false,
  migrationLock: {
    take: "SELECT GET_LOCK(SHA2(CONCAT('tenantry migrates ', DATABASE()), 224), 600) AS taken",
    leave: "SELECT RELEASE_LOCK(SHA2(CONCAT('tenantry migrates ', DATABASE()), 224))",
  },
  readOnly: { on: 'SET SESSION TRANSACTION READ ONLY', off: 'SET SESSION TRANSACTION READ WRITE' },
};
