import type { HostReader } from '@tenantry/nest/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { planeOf } from '../../kernel/request/plane.constraint.js';
import type { RequestMetrics } from './request-metrics.js';

/** Before the tenant is looked up, so that refused requests count too. */
export function addMetricsHook(fastify: FastifyInstance, metrics: RequestMetrics, reader: HostReader): void {
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const started = performance.now();
    // Not `onResponse`: it never comes when the client goes away.
    reply.raw.once('close', () => {
      const { writableFinished, statusCode } = reply.raw;
      metrics.observe({
        method: request.method,
        route: request.is404 ? undefined : request.routeOptions.url,
        plane: planeOf(reader, request.raw),
        status: writableFinished ? statusCode : undefined,
        tenant: request.tenantSlug,
        seconds: (performance.now() - started) / 1000,
      });
    });
    done();
  });
}
