import { isWhole, withoutEnd } from './sql-statement.js';

describe('A statement at the prompt', () => {
  it.each([
    'select 1;',
    'select\n1 ;',
    "select ';';",
    "select 'it''s';",
    'select 1; -- done',
    'do $$ a; $$;',
  ])('is whole: %j', (typed) => expect(isWhole(typed)).toBe(true));

  it.each(['select 1', "select ';", 'select 1 -- ;', 'select /* ;', 'do $$ a;', 'do $x$ a; $$;', ''])(
    'goes on: %j',
    (typed) => expect(isWhole(typed)).toBe(false),
  );

  it('is sent without its end', () => {
    expect(withoutEnd(' select 1;; ')).toBe('select 1');
  });
});
