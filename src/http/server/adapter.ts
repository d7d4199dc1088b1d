import { randomUUID } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { HostReader } from '@tenantry/nest/fastify';
import { Logger } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '../../config/config.js';
import { BODY_LIMIT } from '../../kernel/request/body-limit.js';
import { planeConstraint } from '../../kernel/request/plane.constraint.js';
import { PROBLEM_TYPE, problemOf } from '../../kernel/problem/problem.js';
import { sendProblem } from './problem.filter.js';
import { commonHeaders } from './common-headers.js';

/** For the headers, and for the whole request: who sends a byte now and then is not waited for. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** A socket on which nothing moves, such as that of a client that doesn't read its answer. */
const STALL_TIMEOUT_MS = 120_000;
const CHECK_INTERVAL_MS = 5_000;

/** Fastify, told of planes, limits and problem+json. */
export function createAdapter(config: AppConfig, reader: () => HostReader): FastifyAdapter {
  const { trustProxy } = config;
  const logger = new Logger('Http');
  const headers = commonHeaders(config);
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: STALL_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: CHECK_INTERVAL_MS },
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    rewriteUrl: (request: IncomingMessage) => reader().rewrite(request),
    requestIdHeader: false,
    // Always our own: it is stored, and what a caller makes up says nothing about what happened here.
    genReqId: () => randomUUID(),
    // Requests that are on their way when the program stops are served; the socket is closed after them.
    return503OnClosing: false,
    // No middleware is used: the hook it needs would run for every request.
    skipMiddie: true,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(headers).header('x-request-id', request.id);
      sendProblem(error, { request, reply }, { logger, config });
    },
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, headers),
    routerOptions: { constraints: { plane: planeConstraint(reader) } },
  });
}

const UNREADABLE: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
const REASONS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** What can't be read as HTTP has no request to answer: the bytes go straight to the socket. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket, headers: OutgoingHttpHeaders): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = UNREADABLE[error.code ?? ''] ?? 400;
  const detail = 'The request can not be read as HTTP.';
  const code = status === 408 ? 'request_timeout' : 'bad_request';
  const body = JSON.stringify({ ...problemOf({ code, detail }, '/'), status });
  const lines = [
    `HTTP/1.1 ${status} ${REASONS[status]}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`),
    `x-request-id: ${randomUUID()}`,
    'connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
