import type { Dialect } from '../dialect.js';
import { sqliteFailures } from './sqlite.failures.js';

export const sqliteDialect: Dialect = {
  type: 'better-sqlite3',
  driver: 'better-sqlite3',
  urls: { schemes: ['sqlite'], suffix: '.sqlite3' },
  failures: sqliteFailures,
  types: {
    text: { type: 'varchar' },
    longText: { type: 'text' },
    int: { type: 'integer' },
    bigint: { type: 'bigint' },
    boolean: { type: 'boolean' },
    uuid: { type: 'varchar', length: '36' },
    date: { type: 'date' },
    instant: { type: 'datetime' },
  },
  booleans: 'numbers',
  longTextDefault: 'value',
  binaryText: '',
  longText: 'text',
  clustering: 'without_rowid',
  partialIndexes: true,
  indexesByTable: false,
  onTakenKey: () => 'ON CONFLICT DO NOTHING',
  ignoresTooMuch: false,
  returning: true,
  // And needs none: its transactions are serial from BEGIN IMMEDIATE on.
  locksRows: false,
  rowsOfJson: false,
  comparesRowsWhole: true,
  migrationLock: null,
  readOnly: { on: 'PRAGMA query_only = ON', off: 'PRAGMA query_only = OFF' },
};
