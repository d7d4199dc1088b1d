import { checkIdentifier, InvalidIdentifierError, quoteIdentifier } from './identifier.js';

describe('quoteIdentifier', () => {
  it.each(['sales_acme', 'a', '_a', 'a'.repeat(63), 'select'])('quotes %s', (name) => {
    expect(quoteIdentifier(name)).toBe(`"${name}"`);
  });

  it.each([
    '',
    'A',
    '1a',
    'a-b',
    'a"b',
    'a.b',
    '../a',
    'a/b',
    'a b',
    'a\n',
    'ä',
    'a;b',
    "a'b",
    'a'.repeat(64),
  ])('refuses %j', (name) => {
    expect(() => checkIdentifier(name)).toThrow(InvalidIdentifierError);
  });
});
