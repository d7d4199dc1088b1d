import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

const POSTGRES = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const METRICS_TOKEN = randomBytes(24).toString('hex');
const OPERATOR = { email: 'operator@bench.test', password: 'operator-password-1' };
const MAIN = new URL('../../../dist/src/main.js', import.meta.url).pathname;

/** The built program in a process of its own on PostgreSQL, with tenants whose owners are signed in. */
export async function startProgram({ tenants, budget }) {
  const prefix = `tenantry_bench_${randomBytes(3).toString('hex')}_`;
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const port = await freePort();
  const call = (method, host, path, options = {}) => send({ agent, port, method, host, path, ...options });
  let server;
  const stop = async () => {
    agent.destroy();
    if (server && server.exitCode === null) {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
    await withPostgres((client) => dropAll(client, prefix));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await withPostgres((client) => client.query(`CREATE DATABASE ${prefix}control`));
    server = await start(environment({ prefix, folder, port, budget, tenants }));
    const operator = await signIn(call, 'admin.localhost', OPERATOR);
    const made = [];
    for (let index = 0; index < tenants; index += 1)
      made.push(await createTenant(call, operator, `soak-${index}`));
    return { tenants: made, call, metrics: () => readMetrics(call), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment({ prefix, folder, port, budget, tenants }) {
  return {
    PATH: process.env.PATH,
    PORT: String(port),
    DATA_DIR: folder,
    DEFAULT_DATABASE_URL: Object.assign(new URL(POSTGRES), { pathname: `/${prefix}control` }).href,
    TENANT_DATABASE_PREFIX: prefix,
    MAX_TENANTS: String(tenants),
    CONNECTION_BUDGET: String(budget),
    CONNECTIONS_PER_TENANT: String(Math.min(2, budget)),
    CONNECTION_ACQUIRE_TIMEOUT_MS: '30000',
    RATE_LIMIT_PER_ADDRESS: '0',
    RATE_LIMIT_PER_TENANT: '0',
    RATE_LIMIT_ANONYMOUS_PER_TENANT: '0',
    METRICS_TOKEN,
    ADMIN_EMAIL: OPERATOR.email,
    ADMIN_PASSWORD: OPERATOR.password,
    DEMO: 'false',
    LOG_LEVEL: 'error',
  };
}

async function start(env) {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The program ended with exit code ${code} before it listened.`);
    }),
  ]);
  child.stdout.resume();
  return child;
}

async function createTenant(call, operator, slug) {
  const owner = { email: `owner@${slug}.test`, password: 'owner-password-1' };
  const input = { slug, name: slug, adminEmail: owner.email, adminPassword: owner.password };
  expect201(
    await call('POST', 'admin.localhost', '/api/tenants?wait=true', { token: operator, body: input }),
  );
  const host = `${slug}.localhost`;
  const renew = () => signIn(call, host, owner);
  return { slug, host, token: await renew(), renew };
}

function expect201({ status, body }) {
  if (status !== 201) throw new Error(`Expected 201, got ${status}: ${JSON.stringify(body)}`);
}

async function signIn(call, host, credentials) {
  const { status, body } = await call('POST', host, '/api/auth/login', { body: credentials });
  if (status !== 200) throw new Error(`The sign-in at ${host} answered ${status}.`);
  return body.accessToken;
}

/** Values of the metrics without labels, by name. */
async function readMetrics(call) {
  const { body } = await call('GET', 'admin.localhost', '/metrics', { token: METRICS_TOKEN });
  return Object.fromEntries(
    [...body.matchAll(/^(\w+) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]),
  );
}

/** `fetch` can't set the Host header. */
async function send({ agent, port, method, host, path, token, body, signal }) {
  const headers = {
    host,
    ...(body && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const outgoing = request({ host: '127.0.0.1', port, agent, method, path, headers, signal });
  outgoing.end(body && JSON.stringify(body));
  const [response] = await once(outgoing, 'response');
  const text = Buffer.concat(await response.toArray()).toString('utf8');
  const isJson = /json/.test(response.headers['content-type'] ?? '');
  return { status: response.statusCode, body: isJson ? JSON.parse(text) : text };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function withPostgres(work) {
  const client = new Client({ connectionString: POSTGRES });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function dropAll(client, prefix) {
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
    prefix,
  ]);
  for (const { datname } of rows)
    await client.query(`DROP DATABASE ${client.escapeIdentifier(datname)} WITH (FORCE)`);
}
