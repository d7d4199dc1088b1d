import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takesCsv } from '../../kernel/request/body-limit.js';
import { assertShape, assertTextShape } from '../../kernel/request/body-shape.js';
import { assertUtf8, UnreadableTextError } from '../../kernel/request/body-text.js';

/** In bytes. Parsing less takes no time worth a look before. */
const LONG = 16 * 1024;

/**
 * JSON only, and only of a bounded shape: nothing else sees a body before that is known. An empty body is no body,
 * also when a client calls it JSON: `POST …/issue` needs none.
 */
export function takeJsonOnly(fastify: FastifyInstance): void {
  const parsed = parser(fastify);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      // Not even looked at, for files may be long: the handler says what it takes, once the guards let it be asked.
      if (takesCsv(request)) return done(null, undefined);
      assertUtf8(request, body);
      if (body.length > LONG) assertTextShape(body);
      if (body.length === 0) return done(null, undefined);
      const value = parsed(request, body.toString('utf8'));
      assertShape(value);
      done(null, value);
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Fastify's parser, which refuses keys that reach for a prototype. It answers at once. */
function parser(fastify: FastifyInstance): (request: FastifyRequest, text: string) => unknown {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  return (request, text) => {
    let parsed: unknown;
    let failed = false;
    void parse(request, text, (error, value) => {
      failed = error !== null;
      parsed = value;
    });
    if (failed) throw new UnreadableTextError('The body is not valid JSON.');
    return parsed;
  };
}
