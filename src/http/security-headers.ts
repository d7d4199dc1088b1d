import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { AppConfig } from '../config.js';

/** Helmet's headers on every answer. None depends on the request, so they are made once. */
export function addSecurityHeaders(fastify: FastifyInstance, { publicUrl }: AppConfig): void {
  const headers = headersOf(helmetOptions(publicUrl.startsWith('https:')));
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** The content policy lets Swagger UI work, whose pages carry one inline style sheet, and nothing from elsewhere. */
const helmetOptions = (encrypted: boolean): HelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
      // On plain HTTP this would send browsers to a port that speaks no TLS.
      ...(encrypted ? { upgradeInsecureRequests: [] } : {}),
    },
  },
  hsts: encrypted,
  crossOriginEmbedderPolicy: false,
});

function headersOf(options: HelmetOptions): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  helmet(options)(request, answer, (error) => {
    if (error) throw error instanceof Error ? error : new Error('The security headers could not be made.');
  });
  return answer.getHeaders();
}
