import { randomBytes } from 'node:crypto';
import { hashOf } from '../../http/sessions/refresh-token.js';

/** A token for a link in a mail; only its hash is kept. 128 bits: short enough for a link that mail programs don't break. */
export function newLinkToken(): { text: string; hash: string } {
  const text = randomBytes(16).toString('base64url');
  return { text, hash: hashOf(text) };
}
