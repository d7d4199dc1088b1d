import { tidyInput, tidyText } from './tidy-text.js';

describe('Text that comes in', () => {
  it.each([
    ['B1 ', 'B1'],
    [' B1', 'B1'],
    ['\tB1\r\n', 'B1'],
    ['\u00a0B1\u3000', 'B1'],
    ['\ufeffB1\u200b', 'B1'],
    ['\u2060B\u200d1\u200e', 'B\u200d1'],
    ['Mu\u0308ller', 'Müller'],
    ['\u212bngström', '\u00c5ngström'],
    ['two  words\n', 'two  words'],
    ['\u200b \ufeff', ''],
    ['', ''],
  ])('%j becomes %j', (given, stored) => {
    expect(tidyText(given)).toBe(stored);
    expect(tidyText(stored)).toBe(stored);
  });

  it('is tidied in time that grows with its length', () => {
    const text = `x${' '.repeat(1_000_000)}x`;
    expect(tidyText(text)).toBe(text);
    expect(tidyText(` ${text} `)).toBe(text);
  });
});

describe('Input that comes in', () => {
  it('is tidied at any depth', () => {
    const input = { name: ' a ', lines: [{ description: ' b' }, ' c '], count: 1, none: null, on: true };
    expect(tidyInput(input)).toEqual({
      ...{ name: 'a', lines: [{ description: 'b' }, 'c'] },
      ...{ count: 1, none: null, on: true },
    });
  });

  it('keeps passwords, tokens and addresses that hold them', () => {
    const input = { password: ' pa\u0308ss ', adminPassword: ' x', refreshToken: ' y ', databaseUrl: ' z' };
    expect(tidyInput({ ...input, newPassword: ' \u00a0 ' })).toEqual({ ...input, newPassword: ' \u00a0 ' });
  });

  it('may be as deep as it likes', () => {
    let deep: object = { name: ' a' };
    for (let at = 0; at < 100_000; at += 1) deep = { deep };
    expect(() => tidyInput(deep)).not.toThrow();
  });

  it.each(['text ', 1, null, undefined])('that is no object stays: %j', (value) => {
    expect(tidyInput(value)).toBe(value);
  });
});
