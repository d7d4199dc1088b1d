import { QueryFailedError } from 'typeorm';
import { failureOf } from './failures.js';

const coded = (code: string, message = 'refused'): Error => Object.assign(new Error(message), { code });
const failed = (query: string, code: string, message?: string): Error =>
  new QueryFailedError(query, [], coded(code, message));

describe('The meaning of a store error', () => {
  it.each([
    ['23505', 'unique'],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'unique'],
    ['ER_DUP_ENTRY', 'unique'],
    ['ER_ROW_IS_REFERENCED_2', 'in_use'],
    ['ER_NO_REFERENCED_ROW_2', 'no_such_row'],
    ['SQLITE_CONSTRAINT_CHECK', 'check'],
    ['22003', 'range'],
    ['SQLITE_TOOBIG', 'text'],
    ['40P01', 'busy'],
    ['SQLITE_BUSY', 'busy'],
    ['57014', 'slow'],
    ['ECONNREFUSED', 'away'],
    ['SQLITE_FULL', 'no_space'],
    ['ER_DISK_FULL', 'no_space'],
    ['25006', 'read_only'],
    ['SQLITE_ERROR', undefined],
    ['constructor', undefined],
  ])('of %s is %s', (code, failure) => {
    expect(failureOf(failed('UPDATE a SET b = 1', code))).toBe(failure);
    expect(failureOf(coded(code))).toBe(failure);
  });

  it.each(['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY'])(
    'of a broken key depends on the statement: %s',
    (code) => {
      expect(failureOf(failed('DELETE FROM a', code))).toBe('in_use');
      expect(failureOf(failed('INSERT INTO a VALUES (1)', code))).toBe('no_such_row');
      expect(failureOf(coded(code))).toBeUndefined();
    },
  );

  it('tells the triggers of SQLite from those of the program', () => {
    const trigger = 'SQLITE_CONSTRAINT_TRIGGER';
    expect(failureOf(failed('DELETE FROM a', trigger, 'FOREIGN KEY constraint failed'))).toBe('in_use');
    expect(failureOf(failed('DELETE FROM a', trigger, 'audit rows stay'))).toBeUndefined();
  });

  it('tells a row of another tenant from a missing right', () => {
    const policy = 'new row violates row-level security policy for table "a"';
    expect(failureOf(failed('INSERT INTO a VALUES (1)', '42501', policy))).toBe('unique');
    expect(failureOf(failed('SELECT 1', '42501', 'permission denied for table a'))).toBeUndefined();
  });

  it.each([undefined, null, 'text', new Error('no code'), { code: 5 }])('is nothing for %p', (error) => {
    expect(failureOf(error)).toBeUndefined();
  });
});
