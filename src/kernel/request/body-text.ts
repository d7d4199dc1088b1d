import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors.js';

export class UnsupportedMediaTypeError extends DomainError {
  readonly code = 'unsupported_media_type';
}

export class UnreadableTextError extends DomainError {
  readonly code = 'bad_request';
}

/**
 * Refuses bytes that aren't UTF-8, whatever the header says, and a header that says anything else: Node would put
 * U+FFFD in their place, and nobody would hear that a name was damaged.
 */
export function assertUtf8(request: FastifyRequest, body: Buffer): void {
  const charset = charsetOf(request.headers['content-type'] ?? '');
  if (!/^utf-?8$/i.test(charset)) {
    throw new UnsupportedMediaTypeError(`Send UTF-8, not ${charset.slice(0, 40)}.`);
  }
  if (!isUtf8(body)) throw new UnreadableTextError('The body is not UTF-8.');
}

const charsetOf = (type: string): string =>
  type.includes(';') ? (/;\s*charset\s*=\s*"?([^\s";]*)/i.exec(type)?.[1] ?? 'utf-8') : 'utf-8';
