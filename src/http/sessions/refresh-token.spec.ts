import { v7 as uuidv7 } from 'uuid';
import { readRefreshToken, RefreshTokens } from './refresh-token.js';

const SECRET = 'a secret of at least thirty-two characters';

describe('A refresh token', () => {
  const [tenant, session] = [uuidv7(), uuidv7()];
  const tokens = new RefreshTokens(SECRET, tenant, session);

  it('tells its realm, its session and its number, and is known by its hash', () => {
    const { text, hash } = tokens.make(7);
    expect(readRefreshToken(text)).toMatchObject({ realm: tenant, sessionId: session, number: 7, hash });
  });

  it('is another one for each number, session, realm and secret, and the same one again for the same', () => {
    const others = [
      tokens.make(8),
      new RefreshTokens(SECRET, tenant, uuidv7()).make(7),
      new RefreshTokens(SECRET, 'operator', session).make(7),
      new RefreshTokens(`${SECRET}!`, tenant, session).make(7),
      tokens.make(7),
      new RefreshTokens(SECRET, tenant, session).make(7),
    ];
    expect(new Set(others.map(({ text }) => text)).size).toBe(5);
  });

  it('is told from one that was made up', () => {
    const read = (text: string) => readRefreshToken(text)!;
    const { text } = tokens.make(7);
    expect(tokens.made(read(text))).toBe(true);
    expect(new RefreshTokens(SECRET, 'operator', session).made(read(text))).toBe(false);
    // Not the last letter: some of its bits are no part of the token.
    const letter = text.at(-2) === 'A' ? 'B' : 'A';
    expect(tokens.made(read(`${text.slice(0, -2)}${letter}${text.at(-1)}`))).toBe(false);
    const unnumbered = Buffer.concat([Buffer.from(session.replaceAll('-', ''), 'hex'), Buffer.alloc(32)]);
    expect(tokens.made(read(`${tenant}.${unnumbered.toString('base64url')}`))).toBe(false);
  });

  it.each([
    '',
    '.',
    'operator.',
    'operator.short',
    `operator.${'!'.repeat(64)}`,
    `OPERATOR.${'A'.repeat(64)}`,
    `operator.${'A'.repeat(67)}`,
  ])('is not read out of %j', (text) => expect(readRefreshToken(text)).toBeUndefined());
});
