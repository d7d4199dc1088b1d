import { randomBytes } from 'node:crypto';
import { hashOf } from '../http/auth/refresh-token.js';

/** A token for a link in a mail; only its hash is kept. */
export function newLinkToken(): { text: string; hash: string } {
  const text = randomBytes(32).toString('base64url');
  return { text, hash: hashOf(text) };
}
