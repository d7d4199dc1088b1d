import { once } from 'node:events';
import { type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { ConnectionRegistry } from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import { expectStatus, startPlatform, type TenantClient, type TestPlatform } from '../support/index.js';

const STALL_MS = 1_000;

/** Clients that behave badly: on one connection to all stores, so that who kept it would stop everybody. */
describe('Clients that go away or dawdle', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    platform = await startPlatform({
      engine: 'postgres',
      env: { CONNECTION_BUDGET: '1', CONNECTIONS_PER_TENANT: '1' },
    });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
    await platform.app.get(Tenancy, { strict: false }).run('acme', addManyCustomers);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await nothingHeld();
    await served(acme);
    await served(globex);
  });
  afterAll(() => platform?.close());

  const stats = () => platform.app.get(ConnectionRegistry, { strict: false }).stats();
  const server = (): Server => platform.app.getHttpServer();
  const served = (client: TenantClient) => expectStatus(200, client.get('/api/sales/customers?limit=1'));

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setImmediate(resolve));
  }
  const nothingHeld = () =>
    until(() => stats().leases === 0 && stats().leased === 0 && stats().workWaiting === 0);

  /** A file of 18 MB: more than the buffers between a server and a client who doesn't read. */
  async function addManyCustomers(): Promise<void> {
    await platform.app.get(Tenancy, { strict: false }).dataSource().query(`
      INSERT INTO customers (id, created_at, updated_at, version, code, name, address, active)
      SELECT gen_random_uuid(), now(), now(), 1, 'M' || n, 'Customer ' || n, repeat('x', 500), true
      FROM generate_series(1, 36000) n`);
  }

  /** A socket that has sent this much of a request to acme. */
  async function begin(...lines: string[]): Promise<Socket> {
    const socket = connect(platform.port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write([...lines, `host: acme.localhost`, `authorization: Bearer ${acme.token}`, ''].join('\r\n'));
    return socket;
  }

  /** All that the server sends until it hangs up. */
  async function answerOf(socket: Socket): Promise<string> {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(socket, 'close');
    return Buffer.concat(chunks).toString('latin1');
  }

  it.each([
    ['a list', (signal: AbortSignal) => acme.get('/api/sales/customers', { signal })],
    [
      'a write in a transaction',
      (signal: AbortSignal) => acme.post('/api/sales/customers', { name: 'Gone' }, { signal }),
    ],
    [
      'a file that is streamed',
      (signal: AbortSignal) => acme.get('/api/sales/customers?format=csv', { signal }),
    ],
  ])('keep nothing when they go away during %s', async (_name, ask) => {
    for (let round = 0; round < 5; round += 1) {
      const leaving = new AbortController();
      const asked = Array.from({ length: 4 }, () => ask(leaving.signal).catch(() => undefined));
      await until(() => stats().leases > 0);
      leaving.abort();
      await Promise.all(asked);
      await nothingHeld();
    }
  });

  it('hold no data and stop nobody when their headers never end, and are told so', async () => {
    const { headersTimeout } = server();
    server().headersTimeout = STALL_MS;
    const slow = await Promise.all(
      Array.from({ length: 50 }, () => begin('GET /api/sales/customers HTTP/1.1')),
    );
    expect(stats()).toMatchObject({ leases: 0, leased: 0 });
    await served(acme);
    const answer = await answerOf(slow[0]!);
    server().headersTimeout = headersTimeout;
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"request_timeout"/s);
  });

  it('hold no connection while they do not read a file, and are hung up on when nothing moves', async () => {
    const { timeout } = server();
    server().timeout = STALL_MS;
    const stalled = await begin('GET /api/sales/customers?format=csv HTTP/1.1');
    stalled.pause();
    stalled.write('\r\n');
    await until(() => stats().leases > 0);
    await served(globex);
    await nothingHeld();
    server().timeout = timeout;
    const answer = answerOf(stalled);
    stalled.resume();
    expect((await answer).slice(-5)).not.toBe('0\r\n\r\n');
  });

  it('hold no data and stop nobody when their body never ends, and are told so', async () => {
    const { requestTimeout } = server();
    server().requestTimeout = STALL_MS;
    const slow = await begin(
      'POST /api/sales/customers HTTP/1.1',
      'content-type: application/json',
      'content-length: 1000',
    );
    slow.write('\r\n{"name":');
    const dribble = setInterval(() => slow.write(' '), 50);
    await served(acme);
    expect(stats()).toMatchObject({ leases: 0, leased: 0 });
    const answer = await answerOf(slow);
    clearInterval(dribble);
    server().requestTimeout = requestTimeout;
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"request_timeout"/s);
  });
});
