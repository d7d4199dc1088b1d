import { brokenKey, type EngineFailures } from '../failure.js';

/** By SQLite's extended codes. */
export const sqliteFailures: EngineFailures = {
  codes: {
    SQLITE_CONSTRAINT_UNIQUE: 'unique',
    SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
    SQLITE_CONSTRAINT_CHECK: 'check',
    SQLITE_TOOBIG: 'text',
    SQLITE_BUSY: 'busy',
    SQLITE_READONLY: 'read_only',
  },
  read: ({ code, message, query }) => {
    if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return brokenKey(query);
    // ON DELETE RESTRICT is kept by a trigger of SQLite's own, and the program's triggers are called the same.
    return code === 'SQLITE_CONSTRAINT_TRIGGER' && /foreign key/i.test(message)
      ? brokenKey(query)
      : undefined;
  },
};
