import { createHash, randomBytes } from 'node:crypto';
import { parse as uuidBytes, stringify as uuidText } from 'uuid';

export const REFRESH_TOKEN_DAYS = 30;

/** `<realm>.<session id and secret>`: the realm (a tenant's id, or `operator`) tells who can look it up. */
export interface RefreshToken {
  readonly realm: string;
  readonly sessionId: string;
  /** What is kept of it. */
  readonly hash: string;
}

const ID_BYTES = 16;
const SECRET_BYTES = 32;
const SHAPE = /^([a-z0-9-]{1,36})\.([A-Za-z0-9_-]{64})$/;

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function newRefreshToken(realm: string, sessionId: string): { text: string; hash: string } {
  const bytes = Buffer.concat([uuidBytes(sessionId), randomBytes(SECRET_BYTES)]);
  const text = `${realm}.${bytes.toString('base64url')}`;
  return { text, hash: hashOf(text) };
}

/** Undefined when the text can't be a refresh token. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  const [, realm, random] = SHAPE.exec(text) ?? [];
  if (realm === undefined || random === undefined) return undefined;
  try {
    const sessionId = uuidText(Buffer.from(random, 'base64url').subarray(0, ID_BYTES));
    return { realm, sessionId, hash: hashOf(text) };
  } catch {
    return undefined; // The first bytes are no UUID.
  }
}
