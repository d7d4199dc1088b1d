import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { AppConfig } from '../../config/config.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { lineOptions } from './log.options.js';

/** A request that has ended, and when it began on the clock of `performance`. */
export interface LoggedRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly started: number;
}

const LONGEST_ID = 80;

/** What the caller calls the request; never stored, and never taken for an id of the program's own. */
function callersIdOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['x-request-id'];
  return typeof given === 'string' ? given.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_ID) : undefined;
}

/**
 * One line a request. Its fields are fixed and none of them holds a secret, so they aren't searched for any:
 * for every request that costs more than the line itself.
 */
export class RequestLog {
  readonly #logger: Logger;

  constructor(config: AppConfig, sink: DestinationStream) {
    this.#logger = pino({ ...lineOptions(config), base: { context: 'Request' } }, sink);
  }

  write({ request, reply, started }: LoggedRequest): void {
    const { writableFinished, statusCode } = reply.raw;
    const { user } = request as FastifyRequest & { user?: Principal };
    const line = {
      requestId: request.id,
      callersId: callersIdOf(request),
      tenant: request.tenantSlug ?? undefined,
      user: user?.id,
      session: user?.sessionId,
      method: request.method,
      // Without its query: links carry tokens there.
      path: request.originalUrl.split('?', 1)[0],
      status: writableFinished ? statusCode : undefined,
      ms: Math.round(performance.now() - started),
      address: request.ip,
    };
    if (writableFinished) this.#logger.info(line);
    else this.#logger.warn({ ...line, aborted: true });
  }
}
