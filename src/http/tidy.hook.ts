import type { FastifyInstance } from 'fastify';
import { ValidationError } from '../errors.js';
import { tidyInput } from '../input/tidy-text.js';

const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/** Text in bodies and queries is tidied before anybody looks at it, so that one rule holds for all of them. */
export function addTidyHook(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (!isUtf8(request.raw.url ?? '')) {
      done(new ValidationError([{ path: 'query', message: 'the query is not UTF-8' }]) as Error);
      return;
    }
    request.query = tidyInput(request.query);
    request.body = tidyInput(request.body);
    done();
  });
}

/** The parser leaves bytes that are no text as they were written, with their percent signs. */
function isUtf8(url: string): boolean {
  const from = url.indexOf('?');
  if (from === -1 || !url.includes('%', from)) return true;
  try {
    for (const [escapes] of url.slice(from).matchAll(ESCAPES)) decodeURIComponent(escapes);
    return true;
  } catch {
    return false;
  }
}
