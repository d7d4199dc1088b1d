import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/config.js';
import { PROBLEM_TYPE, problemOf, refusalOf } from '../../kernel/problem/problem.js';
import { sendPage, wantsPage } from '../pages/page.js';
import { problemPage } from '../pages/problem-page.js';

/** Turns whatever was thrown into problem+json. What is the program's own fault is logged, not shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly config: AppConfig) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const exchange = { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
    sendProblem(error, exchange, { logger: this.logger, config: this.config });
  }
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Also for what fails before Nest sees the request: Fastify's router and its hooks. */
export function sendProblem(
  error: unknown,
  { request, reply }: Exchange,
  { logger, config }: { logger: Logger; config: AppConfig },
): void {
  const refusal = refusalOf(error);
  const problem = problemOf(refusal, request.originalUrl);
  if (problem.status >= 500) logger.error({ err: error, code: problem.code }, problem.detail);
  if (reply.raw.headersSent) {
    // A stream broke in the middle: the only way left to say so is to end the connection.
    reply.raw.destroy();
    return;
  }
  // Of a file that turned out to be none.
  reply.removeHeader('content-disposition');
  if (refusal.retryAfterSeconds !== undefined) reply.header('retry-after', String(refusal.retryAfterSeconds));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  reply.code(problem.status);
  if (wantsPage(request)) sendPage(reply, problemPage(problem, request, config));
  else reply.type(PROBLEM_TYPE).send(problem);
}
