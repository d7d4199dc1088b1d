import type { FastifyInstance } from 'fastify';
import type { RequestLog } from '../log/request-log.js';
import { enterRequest } from '../../kernel/request/request-scope.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The tenant whose host was asked; null on hosts of the platform itself. */
    tenantSlug: string | null;
  }
}

/** Nest, Fastify, Node's pipes and hooks of ours wait for the end of one streamed answer: more than the ten of a leak. */
const CLOSE_LISTENERS = 20;

/** First of all hooks: what comes after it runs, and logs, as part of the request. */
export function addRequestHook(fastify: FastifyInstance, log: RequestLog): void {
  fastify.decorateRequest('tenantSlug', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const started = performance.now();
    reply.raw.setMaxListeners(CLOSE_LISTENERS);
    reply.raw.once('close', () => log.write({ request, reply, started }));
    enterRequest(request, done);
  });
}

/**
 * Ends a keep-alive connection with the answer that was on its way when the program began to stop: nobody
 * else would, and the stop would wait for the client to hang up.
 */
export function addClosingHook(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
