import type { Dialect } from '../dialect.js';
import { postgresFailures } from './postgres.failures.js';

export const postgresDialect: Dialect = {
  type: 'postgres',
  driver: 'pg',
  urls: { schemes: ['postgresql', 'postgres'], port: 5432 },
  failures: postgresFailures,
  types: {
    text: { type: 'varchar' },
    longText: { type: 'text' },
    int: { type: 'integer' },
    bigint: { type: 'bigint' },
    boolean: { type: 'boolean' },
    uuid: { type: 'uuid' },
    date: { type: 'date' },
    instant: { type: 'timestamptz', precision: 3 },
  },
  booleans: 'words',
  longTextDefault: 'value',
  binaryText: 'COLLATE "C"',
  longText: 'text',
  clustering: 'none',
  partialIndexes: true,
  indexesByTable: false,
  onTakenKey: () => 'ON CONFLICT DO NOTHING',
  ignoresTooMuch: false,
  returning: true,
  locksRows: true,
  rowsOfJson: true,
  comparesRowsWhole: true,
  // Of the session, and named after the schema: a server has one name space for the locks of a database.
  migrationLock: {
    take: 'SELECT pg_advisory_lock(7265361, hashtext(current_schema()))',
    leave: 'SELECT pg_advisory_unlock(7265361, hashtext(current_schema()))',
  },
  readOnly: {
    on: 'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
    off: 'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE',
  },
};
