import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** What JSON.parse gives. Tests say what they expect of it; a type here would only repeat that. */
export type Json = ReturnType<typeof JSON.parse>;

export interface TestResponse<T = Json> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The parsed answer when it is JSON, else its text. */
  readonly body: T;
  readonly raw: Buffer;
}

export interface SendOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string | string[]>;
  /** Aborting it closes the socket, as a client that goes away does. */
  readonly signal?: AbortSignal;
}

/** Where requests go. `host` is only what the Host header says: nothing is looked up. */
export interface Target {
  readonly port: number;
  readonly host: string;
  readonly agent: Agent;
  readonly token?: string;
}

/** A client of one host of the program. `fetch` can't set the Host header, so this is node:http. */
export class HttpClient {
  constructor(private readonly target: Target) {}

  get host(): string {
    return this.target.host;
  }

  get token(): string | undefined {
    return this.target.token;
  }

  /** The same host with another (or no) access token. */
  as(token: string | undefined): HttpClient {
    return new HttpClient({ ...this.target, token });
  }

  /** The same sockets and token on another host. */
  on(host: string): HttpClient {
    return new HttpClient({ ...this.target, host });
  }

  /** The same host and token over other sockets, e.g. `new Agent({ keepAlive: true, maxSockets: 1 })`. */
  over(agent: Agent): HttpClient {
    return new HttpClient({ ...this.target, agent });
  }

  get<T = Json>(path: string, options?: SendOptions): Promise<TestResponse<T>> {
    return this.send('GET', path, options);
  }

  post<T = Json>(path: string, body?: unknown, options?: SendOptions): Promise<TestResponse<T>> {
    return this.send('POST', path, { ...options, body });
  }

  patch<T = Json>(path: string, body?: unknown, options?: SendOptions): Promise<TestResponse<T>> {
    return this.send('PATCH', path, { ...options, body });
  }

  put<T = Json>(path: string, body?: unknown, options?: SendOptions): Promise<TestResponse<T>> {
    return this.send('PUT', path, { ...options, body });
  }

  delete<T = Json>(path: string, options?: SendOptions): Promise<TestResponse<T>> {
    return this.send('DELETE', path, options);
  }

  /** A string or Buffer goes as it is; anything else as JSON. */
  send<T = Json>(method: string, path: string, options: SendOptions = {}): Promise<TestResponse<T>> {
    const payload = encode(options.body);
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port: this.target.port,
          agent: this.target.agent,
          method,
          path,
          headers: { ...this.headers(options.body, payload), ...options.headers },
          signal: options.signal,
          setHost: false,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const raw = Buffer.concat(chunks);
            const { statusCode: status = 0, headers } = response;
            resolve({ status, headers, raw, body: decode(raw, headers['content-type']) as T });
          });
        },
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  private headers(body: unknown, payload: Buffer | undefined): Record<string, string> {
    const headers: Record<string, string> = { host: this.target.host };
    if (this.target.token) headers['authorization'] = `Bearer ${this.target.token}`;
    if (payload) headers['content-length'] = String(payload.length);
    if (payload && !Buffer.isBuffer(body)) headers['content-type'] = 'application/json';
    return headers;
  }
}

function encode(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function decode(raw: Buffer, contentType = ''): unknown {
  const text = raw.toString('utf8');
  return /\bjson\b/.test(contentType) && text ? JSON.parse(text) : text;
}
