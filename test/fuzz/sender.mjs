import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const SLOWEST_MS = 60_000;

/**
 * One request as it is written down in a failure: `{ method, host, path, headers, body }`, the body a string or bytes.
 * Answers `{ status, bytes, ms, json, headers }`, or `{ dropped }` when the connection ends without an answer.
 */
export function send(port, { method, host, path, headers = {}, body }) {
  const payload = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(body);
  const started = performance.now();
  return new Promise((resolve) => {
    const dropped = (error) => resolve({ dropped: error.message, ms: performance.now() - started });
    let call;
    try {
      call = request({
        port,
        host: '127.0.0.1',
        agent,
        method,
        path,
        setHost: false,
        headers: onTheWire({ host, ...headers, ...(payload ? { 'content-length': payload.length } : {}) }),
        timeout: SLOWEST_MS,
      });
    } catch (error) {
      // Node itself refuses to send some headers and paths.
      return resolve({ unsendable: error.message, ms: 0 });
    }
    call.on('timeout', () => call.destroy(new Error(`no answer in ${SLOWEST_MS} ms`)));
    call.on('error', dropped);
    call.on('response', (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', dropped);
      answer.on('end', () => {
        const raw = Buffer.concat(chunks);
        const ms = performance.now() - started;
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          bytes: raw.length,
          ms,
          json: parsed(raw, answer),
        });
      });
    });
    call.end(payload);
  });
}

/** Node writes headers as latin1; other letters go as UTF-8, as they would from a shell. */
const onTheWire = (headers) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(String(value)).toString('latin1')]),
  );

function parsed(raw, { headers }) {
  if (!/\bjson\b/.test(headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}

export const closeSender = () => agent.destroy();
