// The built server as a newcomer meets it: an empty folder, the demo, a sign-in at a subdomain, a clean stop.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const FIRST_START_MS = 20_000;
const LATER_START_MS = 3_000;

const folder = await mkdtemp(join(tmpdir(), 'tenantry-smoke-'));
const port = await freePort();
let running;
try {
  const first = await start(FIRST_START_MS);
  const owner = await credentialsOf('juniper');
  const token = await signIn('juniper.localhost', owner);
  const invoices = await call('GET', 'juniper.localhost', '/api/sales/invoices?limit=5', { token });
  assert.equal(invoices.status, 200);
  assert.ok(invoices.body.items.length > 0, 'the demo tenant has invoices');
  const pdf = await call('GET', 'juniper.localhost', `/api/sales/invoices/${invoices.body.items[0].id}/pdf`, {
    token,
  });
  assert.equal(pdf.status, 200, 'an invoice is printed');
  const foreign = await call('GET', 'marlow.localhost', '/api/sales/invoices', { token });
  assert.equal(foreign.status, 403, 'a token of juniper opens nothing at marlow');
  const customers = await countCustomers(token);
  await stop(first);

  const second = await start(LATER_START_MS);
  assert.equal(
    await countCustomers(await signIn('juniper.localhost', owner)),
    customers,
    'nothing is made again',
  );
  await stop(second);
  process.stdout.write('The built server starts, serves its demo, starts again and stops cleanly.\n');
} finally {
  running?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}

async function start(limitMs) {
  const begun = performance.now();
  const server = spawn(process.execPath, ['dist/src/main.js'], {
    env: { ...process.env, NODE_ENV: 'development', DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running = server;
  while (!(await answers())) {
    assert.equal(server.exitCode, null, 'the server ended while starting');
    assert.ok(performance.now() - begun < 120_000, 'the server never answered');
    await delay(20);
  }
  const took = Math.round(performance.now() - begun);
  process.stdout.write(`First answer after ${took} ms.\n`);
  if (took > limitMs) process.stdout.write(`That is more than the ${limitMs} ms it should take.\n`);
  return server;
}

async function stop(server) {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const [code] = await ended;
  assert.equal(code, 0, 'SIGTERM ends it with exit code 0');
}

async function answers() {
  return call('GET', 'localhost', '/health/ready').then(
    ({ status }) => status === 200,
    () => false,
  );
}

async function credentialsOf(slug) {
  const file = join(folder, 'demo-credentials.json');
  assert.equal((await stat(file)).mode & 0o777, 0o600, 'only its owner reads the demo sign-ins');
  const { signIns } = JSON.parse(await readFile(file, 'utf8'));
  return signIns.find(({ tenant }) => tenant === slug);
}

async function signIn(host, { email, password }) {
  const { status, body } = await call('POST', host, '/api/auth/login', { body: { email, password } });
  assert.equal(status, 200, `sign-in at ${host}: ${JSON.stringify(body)}`);
  return body.accessToken;
}

async function countCustomers(token) {
  let count = 0;
  let cursor = '';
  do {
    const { body } = await call('GET', 'juniper.localhost', `/api/sales/customers?limit=100${cursor}`, {
      token,
    });
    count += body.items.length;
    cursor = body.nextCursor ? `&cursor=${encodeURIComponent(body.nextCursor)}` : '';
  } while (cursor);
  return count;
}

/** `fetch` can't set the Host header. */
async function call(method, host, path, { token, body } = {}) {
  const headers = { host, ...(token && { authorization: `Bearer ${token}` }) };
  if (body) headers['content-type'] = 'application/json';
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers });
  outgoing.end(body && JSON.stringify(body));
  const [response] = await once(outgoing, 'response');
  const text = Buffer.concat(await response.toArray()).toString('utf8');
  return { status: response.statusCode, body: text.startsWith('{') ? JSON.parse(text) : text };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  await once(server, 'close');
  return free;
}
