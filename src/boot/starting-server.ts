import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AppConfig } from '../config/config.js';
import { PROBLEM_TYPE, problemOf } from '../kernel/problem/problem.js';

const RETRY_SECONDS = '5';
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * Answers health checks while databases are migrated: a container platform that hears nothing for minutes takes the
 * process for dead, and kills it in the middle. It gives the address over when the program is ready to listen.
 */
export class StartingServer {
  private constructor(private readonly server?: Server) {}

  /** Throws what `listen` throws, such as EADDRINUSE. On port 0 nobody could know where to ask. */
  static async listen({ port, host }: AppConfig): Promise<StartingServer> {
    if (port === 0) return new StartingServer();
    const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, answer);
    server.listen(port, host);
    await once(server, 'listening');
    return new StartingServer(server);
  }

  async close(): Promise<void> {
    if (!this.server?.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeIdleConnections();
    await closed;
  }
}

function answer({ method, url = '/' }: IncomingMessage, response: ServerResponse): void {
  const path = url.split('?', 1)[0];
  const { status, type, body } = answerTo(path ?? '/');
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    connection: 'close',
    ...(status === 503 ? { 'retry-after': RETRY_SECONDS } : {}),
  });
  response.end(method === 'HEAD' ? undefined : text);
}

const JSON_TYPE = 'application/json; charset=utf-8';

function answerTo(path: string): { status: number; type: string; body: object } {
  if (path === '/health/live') return { status: 200, type: JSON_TYPE, body: { status: 'ok' } };
  if (path === '/health/ready') return { status: 503, type: JSON_TYPE, body: { status: 'migrating' } };
  const detail = 'The program is starting: its databases are brought to its schema.';
  return { status: 503, type: PROBLEM_TYPE, body: problemOf({ code: 'not_ready', detail }, path) };
}
