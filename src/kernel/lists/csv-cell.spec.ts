import { assert, constantFrom, property, string } from 'fast-check';
import { runs } from '../../../test/support/long-tests.js';
import { guarded, unguarded } from './csv-cell.js';

const FORMULA = /(^|[;,\t\r\n])[\s\u200b\ufeff]*[=+\-@＝＋－＠]/;

describe('A cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+43 1 234', "'+43 1 234"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\nx', "'\nx"],
    ['\n=1', "'\n'=1"],
    ['\ufeff=1', "'\ufeff'=1"],
    ['\u200b=1', "'\u200b'=1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    [' =1', "' '=1"],
    [';=1+1', "';'=1+1"],
    ['a;=1+1', "'a;'=1+1"],
    ['a, @x', "'a, '@x"],
    ['a\n-1', "'a\n'-1"],
    ['a =1', "'a '=1"],
    ["'=1", "''=1"],
    ["it's;=1", "'it's;'=1"],
  ])('of %j is %j, and comes back', (text, cell) => {
    expect(guarded(text)).toBe(cell);
    expect(unguarded(cell)).toBe(text);
  });

  it.each([
    '-12.50',
    '12.50',
    'a=b',
    'Müller - Söhne',
    'Tel. +43 1',
    "'tis",
    "rock 'n' roll",
    'a;b',
    "o' - x",
    '',
  ])('of %j stays', (text) => {
    expect([guarded(text), unguarded(text)]).toEqual([text, text]);
  });

  it.each(["'x", "a;'=1", "' =", "'-5"])('of another program, %j, stays', (text) => {
    expect(unguarded(text)).toBe(text);
  });

  it('comes back whatever it holds, and never begins like a formula', () => {
    const letters = constantFrom(..."'=+-@;, \t\r\n\u200b\ufeff＝＋－＠a1".split(''));
    assert(
      property(string({ unit: letters, maxLength: 12 }), (text) => {
        const cell = guarded(text);
        expect(unguarded(cell)).toBe(text);
        const number = /^-\d+$/.test(text);
        expect(FORMULA.test(cell)).toBe(number);
      }),
      { numRuns: runs(3_000, 100_000) },
    );
  });

  it('is guarded in time that grows with its length', () => {
    const text = `${' '.repeat(200_000)}=`;
    expect(guarded(text)).toHaveLength(200_003);
    expect(guarded("'".repeat(200_000))).toHaveLength(200_000);
  });
});
