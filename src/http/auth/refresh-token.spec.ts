import { v7 as uuidv7 } from 'uuid';
import { newRefreshToken, readRefreshToken } from './refresh-token.js';

describe('A refresh token', () => {
  it('tells its realm and its session, and is known by its hash', () => {
    const [tenant, session] = [uuidv7(), uuidv7()];
    const { text, hash } = newRefreshToken(tenant, session);
    expect(readRefreshToken(text)).toEqual({ realm: tenant, sessionId: session, hash });
  });

  it('is another one each time', () => {
    const session = uuidv7();
    expect(newRefreshToken('operator', session).text).not.toBe(newRefreshToken('operator', session).text);
  });

  it.each([
    '',
    '.',
    'operator.',
    'operator.short',
    `operator.${'!'.repeat(64)}`,
    `OPERATOR.${'A'.repeat(64)}`,
  ])('is not read out of %j', (text) => expect(readRefreshToken(text)).toBeUndefined());
});
