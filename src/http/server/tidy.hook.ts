import type { FastifyInstance } from 'fastify';
import { tidyInput } from '../../kernel/input/tidy-text.js';

/** Text in bodies and queries is tidied before anybody looks at it, so that one rule holds for all of them. */
export function addTidyHook(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    request.query = tidyInput(request.query);
    request.body = tidyInput(request.body);
    done();
  });
}
