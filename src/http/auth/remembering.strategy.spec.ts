import { JwtService } from '@nestjs/jwt';
import { jwtOptions } from '../sessions/jwt-options.js';
import { PlaneAuthenticator } from './plane-authenticator.js';
import { RememberingStrategy } from './remembering.strategy.js';
import { TOKEN_ISSUER, tokenKey } from '../sessions/token-key.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
let now = NOW;
const clock = { now: () => new Date(now) };
const key = tokenKey('a secret of at least thirty-two characters', 'tenant');
const otherKey = tokenKey('another one of at least thirty-two characters', 'tenant');

describe('A strategy that remembers tokens', () => {
  let users: Record<string, object | false | Error>;
  let authenticator: PlaneAuthenticator;
  beforeEach(() => {
    now = NOW;
    users = { ada: { id: 'ada' } };
    authenticator = new PlaneAuthenticator();
    const verify = ({ sub }: { sub?: string }, done: (error: unknown, user?: object | false) => void) => {
      const user = users[sub ?? ''] ?? false;
      if (user instanceof Error) done(user);
      else done(null, user);
    };
    authenticator.use('test', new RememberingStrategy(jwtOptions(key, 'tenant', clock), verify));
  });

  const sign = (sub: string, { by = key, expiresIn = 60 } = {}) =>
    new JwtService().sign(
      { sub, iat: NOW / 1000 },
      { privateKey: by as never, algorithm: 'HS256', issuer: TOKEN_ISSUER, audience: 'tenant', expiresIn },
    );
  const ask = (token: string | undefined) =>
    authenticator.authenticate('test', {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  it('asks for the user of a token each time', async () => {
    const token = sign('ada');
    await expect(ask(token)).resolves.toEqual({ id: 'ada' });
    users['ada'] = { id: 'ada', role: 'viewer' };
    await expect(ask(token)).resolves.toEqual({ id: 'ada', role: 'viewer' });
    users['ada'] = false;
    await expect(ask(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    users['ada'] = new Error('The store is down');
    await expect(ask(token)).rejects.toThrow('The store is down');
  });

  it('refuses a token that has expired since it was remembered', async () => {
    const token = sign('ada');
    await expect(ask(token)).resolves.toBeTruthy();
    now = NOW + 59_999;
    await expect(ask(token)).resolves.toBeTruthy();
    now = NOW + 60_000;
    await expect(ask(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('remembers no token that it has refused', async () => {
    const forged = sign('ada', { by: otherKey });
    const [head, , signature] = sign('ada').split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'ada', exp: 2e9, iss: TOKEN_ISSUER, aud: 'tenant' }));
    const changed = `${head}.${claims.toString('base64url')}.${signature}`;
    await expect(ask(sign('ada'))).resolves.toBeTruthy();
    for (const token of [forged, forged, changed, changed, '', undefined])
      await expect(ask(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('keeps what it remembers to itself', async () => {
    const token = sign('ada');
    await expect(ask(token)).resolves.toBeTruthy();
    const other = new PlaneAuthenticator();
    other.use(
      'test',
      new RememberingStrategy(jwtOptions(otherKey, 'tenant', clock), (_, done) => done(null, { id: 'eve' })),
    );
    const request = { headers: { authorization: `Bearer ${token}` } };
    await expect(other.authenticate('test', request)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
