import type { KeyObject } from 'node:crypto';
import { ExtractJwt, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import type { Clock } from '../../kernel/clock/clock.js';
import { TOKEN_ISSUER, type TokenAudience } from './token-key.js';

export type TokenOptions = StrategyOptionsWithoutRequest & {
  /** By which tokens expire. */
  readonly clock: Clock;
};

/** How both planes read their tokens: bearer header alone, HS256 alone, own issuer, own audience, not expired. */
export const jwtOptions = (key: KeyObject, audience: TokenAudience, clock: Clock): TokenOptions => ({
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  secretOrKey: key as unknown as Buffer, // The types are older than passport-jwt: it hands the key on as it is.
  algorithms: ['HS256'],
  issuer: TOKEN_ISSUER,
  audience,
  // Looked at by our clock, which jsonwebtoken can't be told at each token.
  ignoreExpiration: true,
  clock,
});
