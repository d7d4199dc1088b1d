import { plainName } from './plain-name.js';

describe('A name in the text of a mail', () => {
  it.each(['Ann Owner', 'Acme Ltd.', "O'Neill & Söhne", '株式会社 山田製作所'])('stays %s', (name) => {
    expect(plainName(name)).toBe(name);
  });

  it('is on one line', () => {
    expect(plainName('Ann\r\n\r\nPay here:\u2028now')).toBe('Ann Pay here: now');
  });

  it.each(['https://evil.example/pay', 'evil.example', 'www.evil.example', 'me@evil.example'])(
    'is no link where it is %s',
    (name) => {
      const plain = plainName(`Ann ${name}`);
      expect(plain).not.toMatch(/:\/\/|@evil|\.example|www\.evil/);
      expect(plain.replaceAll('\u2060', '')).toBe(`Ann ${name}`);
    },
  );
});
