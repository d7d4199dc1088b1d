import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { AppConfig } from '../../config/config.js';

/**
 * What answers depend on beside the path, and that nobody in between may keep one: a cache whose key is the path
 * would show one company's list to another. Static files say otherwise.
 */
const CACHING = { 'cache-control': 'no-store', vary: 'Host, Authorization' };

/** Helmet's headers and those about caches. None depends on the request, so they are made once. */
export const commonHeaders = ({ publicUrl }: AppConfig): OutgoingHttpHeaders => ({
  ...headersOf(helmetOptions(publicUrl.startsWith('https:'))),
  ...CACHING,
});

/** On every answer. */
export function addCommonHeaders(fastify: FastifyInstance, config: AppConfig): void {
  const headers = commonHeaders(config);
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
      baseUri: ["'none'"],
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
