import { assert, property, string } from 'fast-check';
import { foldText, SORT_KEY_LENGTH, searchKey, sortKey } from './fold-text.js';

describe('Two spellings that people take for one', () => {
  it.each([
    ['İstanbul', 'istanbul'],
    ['ISPARTA', 'ısparta'],
    ['Müller', 'Mu\u0308ller'],
    ['Müller', 'MULLER'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'strasse'],
    ['Łódź', 'lodz'],
    ['Søren Ærø', 'soren aero'],
    ['Ὀδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
    ['σοφός', 'ΣΟΦΟΣ'],
    ['Ёлка', 'елка'],
    ['Đặng Văn Lâm', 'dang van lam'],
    ['ＡＢＣ１２３', 'abc123'],
    ['ｶﾞﾗｽ', 'ガラス'],
    ['ﬁﬂ', 'FIFL'],
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد', 'احمد'],
    ['مـحـمـد', 'محمد'],
    ['한국', '\u1112\u1161\u11ab\u1100\u116e\u11a8'],
    ['Anne\u2011Marie', 'anne-marie'],
    ['O’Brien', "O'BRIEN"],
    ['Kauf\u00adhaus\u200b \t GmbH\ufeff', 'kaufhaus gmbh'],
    ['a\u00a0b', 'A B'],
  ])('%j and %j are folded alike', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });
});

describe('Two words that are not one', () => {
  it.each([
    ['हिन्दी', 'हन्द'],
    ['กุ้ง', 'กง'],
    ['ガラス', 'カラス'],
    ['東京', '京東'],
    ['தமிழ்', 'தமழ'],
    ['Abc', 'Abd'],
  ])('%j and %j stay different', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });
});

describe('Folded text', () => {
  it('is the same when it is folded again, in every script', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same from every normal form', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'])
          expect(foldText(text.normalize(form))).toBe(foldText(text));
      }),
      { numRuns: 500 },
    );
  });

  it('sorts names where people look for them', () => {
    const names = [
      'Zürn',
      'ärger',
      'Öl',
      'Apfel',
      'Łukasz',
      'Mann',
      'ölig',
      'lampe',
      'Œuvre',
      'İzmir',
      'Ivo',
    ];
    expect(names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
      ...['Apfel', 'ärger', 'Ivo', 'İzmir', 'lampe', 'Łukasz', 'Mann', 'Œuvre', 'Öl', 'ölig', 'Zürn'],
    ]);
  });
});

it('A key to sort by is cut between letters', () => {
  const key = sortKey(`${'a'.repeat(SORT_KEY_LENGTH - 1)}\u{1f600}`);
  expect([key.length, key.isWellFormed()]).toEqual([SORT_KEY_LENGTH, true]);
  expect(sortKey('ﷺ'.repeat(200)).length).toBeLessThanOrEqual(SORT_KEY_LENGTH);
});

it('A key to search in keeps texts apart, and is never empty', () => {
  expect(searchKey(['Müller', null, 'Wien'])).toBe('\nMULLER\n\nWIEN');
  expect(searchKey([null])).toBe('\n');
});
