import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from '@nestjs/common';
import { enterRequest } from './request-scope.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The tenant whose host was asked; null on hosts of the platform itself. */
    tenantSlug: string | null;
  }
}

const SANE_ID = /^[\w.:-]{1,100}$/;

/** The caller's X-Request-Id when it is one, else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
}

/** First of all hooks: what comes after it runs, and logs, as part of the request. */
export function addRequestHook(fastify: FastifyInstance): void {
  const logger = new Logger('Request');
  fastify.decorateRequest('tenantSlug', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const started = performance.now();
    reply.raw.once('close', () => logRequest({ request, reply, started }, logger));
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

interface Ended {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly started: number;
}

/** One line a request. The path without its query: links carry tokens there. */
function logRequest({ request, reply, started }: Ended, logger: Logger): void {
  const { writableFinished, statusCode } = reply.raw;
  const line = {
    requestId: request.id,
    tenant: request.tenantSlug ?? undefined,
    method: request.method,
    path: request.originalUrl.split('?', 1)[0],
    status: writableFinished ? statusCode : undefined,
    ms: Math.round(performance.now() - started),
    address: request.ip,
  };
  if (writableFinished) logger.log(line);
  else logger.warn({ ...line, aborted: true });
}
