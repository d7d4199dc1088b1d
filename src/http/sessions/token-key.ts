import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** The faces of the platform that people sign in at; also the `aud` of their tokens. */
export type TokenAudience = 'tenant' | 'operator';

export const TOKEN_ISSUER = 'tenantry';
export const ACCESS_TOKEN_SECONDS = 900;

/**
 * The signing key of one plane, derived from JWT_SECRET: a token of one plane can't even be verified on
 * another. A KeyObject, because jsonwebtoken parses anything else anew at every request.
 */
export function tokenKey(secret: string, audience: TokenAudience): KeyObject {
  const bytes = hkdfSync('sha256', secret, 'tenantry', `access-token:${audience}`, 32);
  return createSecretKey(Buffer.from(bytes));
}
