import type { FastifyInstance } from 'fastify';
import { ValidationError } from '../errors.js';
import { assertShape } from '../request/body-shape.js';
import { UnreadableTextError } from '../request/body-text.js';

/** Queries have the bounds of bodies, and are UTF-8 like them. Before anything looks at one. */
export function addQueryHook(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    try {
      assertQuery(request.originalUrl, request.query);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

function assertQuery(url: string, query: unknown): void {
  if (!isAscii(url)) throw new UnreadableTextError('The URL holds characters that have to be %-encoded.');
  const start = url.indexOf('?');
  if (start === -1) return;
  if (url.includes('%', start)) for (const pair of url.slice(start + 1).split('&')) assertDecodable(pair);
  assertShape(query);
}

/** Left as it came by the parser otherwise: `%FF` would be searched for as these three letters. */
function assertDecodable(pair: string): void {
  try {
    decodeURIComponent(pair);
  } catch {
    const path = pair.split('=', 1)[0]?.slice(0, 60) ?? '';
    throw new ValidationError([{ path, message: `${path} must be %-encoded UTF-8` }]);
  }
}

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;
