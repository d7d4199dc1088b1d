import { QueryFailedError } from 'typeorm';
import { errorLine, withoutPersonalData } from './error-lines.js';

const SECRET = 'hunter2';
const failed = (driver: object, query = 'INSERT INTO users VALUES ($1)') =>
  new QueryFailedError(query, [SECRET], Object.assign(new Error('refused'), driver));

describe('What a log says of an error', () => {
  it.each([
    [
      'PostgreSQL',
      failed({
        message: 'duplicate key value violates unique constraint "users_email"',
        code: '23505',
        severity: 'ERROR',
        detail: `Key (email)=(${SECRET}) already exists.`,
        constraint: 'users_email',
        table: 'users',
      }),
      { code: '23505', constraint: 'users_email', table: 'users', query: 'INSERT INTO users VALUES ($1)' },
    ],
    [
      'PostgreSQL, of a value',
      failed({
        message: `invalid input syntax for type uuid: "${SECRET}"`,
        code: '22P02',
        severity: 'ERROR',
      }),
      { code: '22P02' },
    ],
    [
      'PostgreSQL, of a row',
      failed({ message: `Failing row contains (1, ${SECRET}, 2).`, code: '23514', severity: 'ERROR' }),
      { code: '23514' },
    ],
    [
      'MySQL',
      failed({
        message: `Duplicate entry '${SECRET}' for key 'users.email'`,
        code: 'ER_DUP_ENTRY',
        errno: 1062,
        sql: `INSERT INTO users VALUES ('${SECRET}')`,
        sqlState: '23000',
      }),
      { code: 'ER_DUP_ENTRY' },
    ],
    [
      'SQLite',
      failed({ message: 'UNIQUE constraint failed: users.email', code: 'SQLITE_CONSTRAINT_UNIQUE' }),
      { code: 'SQLITE_CONSTRAINT_UNIQUE', message: 'UNIQUE constraint failed: users.email' },
    ],
  ])('by %s is the statement without its values', (_, error, expected) => {
    const line = errorLine(error);
    expect(line).toMatchObject({ type: 'QueryFailedError', stack: expect.stringContaining('at ') });
    const { cause, query, message } = line as unknown as Record<string, object>;
    expect({ ...cause, query, message }).toMatchObject(expected);
    expect(JSON.stringify(line)).not.toContain(SECRET);
  });

  it('holds no statement of a driver, which has its values in it', () => {
    const error = Object.assign(new Error('x'), {
      sql: `CREATE USER a IDENTIFIED BY '${SECRET}'`,
      code: 'ER_X',
    });
    expect(JSON.stringify(errorLine(error))).not.toContain(SECRET);
  });

  it('hides what a query has written into it', () => {
    const query = `ALTER ROLE a PASSWORD '${SECRET}'`;
    expect(JSON.stringify(errorLine(failed({ code: '42501' }, query)))).not.toContain(SECRET);
  });

  it('follows causes and lists, a few steps', () => {
    const inner = failed({ message: `Duplicate entry '${SECRET}' for key 'a'`, code: 'ER_DUP_ENTRY' });
    const outer = new AggregateError([inner, new Error('second', { cause: inner })], 'several');
    expect(errorLine(outer)).toMatchObject({
      type: 'AggregateError',
      errors: [{ type: 'QueryFailedError' }, { cause: { type: 'QueryFailedError' } }],
    });
    expect(JSON.stringify(errorLine(outer))).not.toContain(SECRET);
    const circle = new Error('circle');
    circle.cause = circle;
    expect(JSON.stringify(errorLine(circle)).length).toBeLessThan(20_000);
  });

  it.each(['text', 7, null, undefined, {}, { message: 'bare' }, Object.create(null)])(
    'takes %j too',
    (thrown) => {
      expect(() => JSON.stringify(errorLine(thrown))).not.toThrow();
    },
  );

  it.each([
    ['550 5.1.1 <jane.doe@example.org>: Recipient rejected', '550 5.1.1 <[address]>: Recipient rejected'],
    ['postgresql://own:pa@ss@db:5432/x', 'postgresql://[hidden]@db:5432/x'],
    ['hash $argon2id$v=19$m=19456,t=2,p=1$hzJX/abc is kept', 'hash [hash] is kept'],
    ['Migrated: acme, globex', 'Migrated: acme, globex'],
  ])('%s', (text, shown) => expect(withoutPersonalData(text)).toBe(shown));
});
