import { once } from 'node:events';
import { Agent } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { addTenantHook, HostReader, type TenantTarget } from '@tenantry/nest/fastify';
import { type Tenancy, type Tenant, TenantNotFoundError, TenantScope } from '@tenantry/nest';
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import { findScope } from '../../libs/tenancy/src/context/tenant-context.js';
import { HttpClient } from '../support/http-client.js';

const STATUSES: Record<string, Tenant['status']> = { acme: 'active', globex: 'active', closed: 'suspended' };

describe('The hook around a request', () => {
  let server: FastifyInstance;
  let agent: Agent;
  /** Leases taken and not yet given back, by tenant. */
  const leased: string[] = [];
  let given = 0;

  const leases = {
    lease: ({ slug }: Tenant) => {
      leased.push(slug);
      given += 1;
      return {
        dataSource: { slug } as unknown as DataSource,
        release: () => void leased.splice(leased.indexOf(slug), 1),
      };
    },
  };
  const tenants = {
    known: () => undefined,
    getTarget: async (target: TenantTarget): Promise<Tenant> => {
      await new Promise(setImmediate);
      const slug = target.kind === 'tenant' ? target.slug : 'globex';
      const status = STATUSES[slug];
      if (!status) throw new TenantNotFoundError(slug);
      return { slug, status } as Tenant;
    },
  };
  const tenancy = { enterable: (tenant: Tenant) => new TenantScope(tenant, leases) } as unknown as Tenancy;

  /** Lets a handler wait until the test has done its part. */
  let gate: PromiseWithResolvers<void>;
  let entered: PromiseWithResolvers<void>;
  const slugHere = () => (findScope()?.dataSource as unknown as { slug: string } | undefined)?.slug;

  beforeAll(async () => {
    server = fastify();
    const reader = new HostReader({ baseDomain: 'app.test' });
    addTenantHook(server, { reader, tenants, tenancy, skip: ({ url }) => url === '/health' });
    server.get('/whoami', async () => ({
      tenant: slugHere(),
      again: await Promise.resolve().then(slugHere),
    }));
    server.post('/whoami', async () => ({ tenant: slugHere() }));
    server.get('/idle', async () => ({ done: true }));
    server.get('/health', async () => ({ tenant: slugHere() ?? null }));
    server.get('/broken', async () => {
      slugHere();
      throw new Error('broken');
    });
    server.get('/slow', async () => {
      slugHere();
      entered.resolve();
      await gate.promise;
      return { tenant: slugHere() };
    });
    server.get('/raw', (_request, reply: FastifyReply) => {
      reply.hijack();
      reply.raw.end(slugHere());
    });
    server.get('/stream', async (_request, reply) => {
      slugHere();
      return reply.send(Readable.from(slowly()));
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
  });
  async function* slowly() {
    yield 'first';
    entered.resolve();
    await gate.promise;
    yield 'last';
  }

  beforeEach(() => {
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
    gate = Promise.withResolvers();
    entered = Promise.withResolvers();
    given = 0;
  });
  afterEach(() => agent.destroy());
  afterAll(() => server.close());

  const port = () => (server.server.address() as AddressInfo).port;
  const client = (host: string) => new HttpClient({ port: port(), host, agent });
  const open = async (...lines: string[]): Promise<Socket> => {
    const socket = connect(port(), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    return socket;
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise(setImmediate);
  };
  const hangUp = async (socket: Socket): Promise<void> => {
    const gone = until(() => connections.size === 0);
    socket.destroy();
    await gone;
  };
  const connections = new Set<Socket>();
  beforeAll(() => {
    server.server.on('connection', (socket: Socket) => {
      connections.add(socket);
      socket.on('close', () => connections.delete(socket));
    });
  });

  it('enters the tenant of the host, also for a body and after an await', async () => {
    expect((await client('acme.app.test').get('/whoami')).body).toEqual({ tenant: 'acme', again: 'acme' });
    expect((await client('globex.app.test').post('/whoami', {})).body).toEqual({ tenant: 'globex' });
    expect((await client('shop.example').get('/whoami')).body.tenant).toBe('globex');
  });

  it('keeps A, B, A on one socket apart', async () => {
    const seen: unknown[] = [];
    for (const slug of ['acme', 'globex', 'acme']) {
      seen.push((await client(`${slug}.app.test`).get('/whoami')).body.tenant);
    }
    expect(seen).toEqual(['acme', 'globex', 'acme']);
    expect(connections.size).toBe(1);
  });

  it('keeps requests at the same time apart', async () => {
    const wide = new Agent({ keepAlive: true, maxSockets: 32 });
    const slugs = Array.from({ length: 200 }, (_, index) => (index % 2 ? 'acme' : 'globex'));
    const answers = await Promise.all(
      slugs.map((slug) => client(`${slug}.app.test`).over(wide).get('/whoami')),
    );
    wide.destroy();
    expect(answers.map(({ body }) => body.tenant)).toEqual(slugs);
  });

  it('gives the lease back when the answer is out', async () => {
    await client('acme.app.test').get('/whoami');
    await until(() => leased.length === 0);
    expect(given).toBe(1);
  });

  it('takes no lease for a request without data', async () => {
    await client('acme.app.test').get('/idle');
    expect(given).toBe(0);
  });

  it.each(['/broken', '/raw'])('gives the lease back after %s', async (path) => {
    await client('acme.app.test').get(path);
    await until(() => leased.length === 0);
    expect(given).toBe(1);
  });

  it('keeps the lease for a handler whose client has gone, until the handler has ended', async () => {
    const socket = await open('GET /slow HTTP/1.1', 'host: acme.app.test');
    await entered.promise;
    await hangUp(socket);
    expect(leased).toEqual(['acme']);
    gate.resolve();
    await until(() => leased.length === 0);
    expect(given).toBe(1);
  });

  it('keeps the lease while an answer streams', async () => {
    const answer = client('acme.app.test').get('/stream');
    await entered.promise;
    expect(leased).toEqual(['acme']);
    gate.resolve();
    expect((await answer).body).toBe('firstlast');
    await until(() => leased.length === 0);
  });

  it('gives the lease back when the client leaves a stream', async () => {
    const socket = await open('GET /stream HTTP/1.1', 'host: acme.app.test');
    await entered.promise;
    await hangUp(socket);
    await until(() => leased.length === 0);
    gate.resolve();
  });

  it('holds nothing for a client that leaves while it sends its body', async () => {
    const socket = await open('POST /whoami HTTP/1.1', 'host: acme.app.test', 'content-length: 100');
    socket.write('{"half":');
    await until(() => connections.size === 1);
    await hangUp(socket);
    await until(() => leased.length === 0);
  });

  it.each([
    ['nobody.app.test', 404, 'There is no tenant "nobody"'],
    ['x.acme.app.test', 404, 'There is no tenant'],
    ['192.0.2.1', 404, 'There is no tenant'],
    ['closed.app.test', 403, 'suspended'],
    ['a b', 400, 'malformed'],
  ])('refuses the host %s by %i before any handler, without a lease', async (host, expected, message) => {
    const { status, body } = await client(host).get('/whoami');
    expect(status).toBe(expected);
    expect(body.message).toContain(message);
    expect(given).toBe(0);
  });

  it('puts nobody into a tenant on hosts of the platform and where it is told to keep out', async () => {
    expect((await client('admin.app.test').get('/whoami')).body).toEqual({});
    expect((await client('app.test').get('/whoami')).body).toEqual({});
    expect((await client('acme.app.test').get('/health')).body).toEqual({ tenant: null });
    expect((await client('nobody.app.test').get('/health')).status).toBe(200);
  });
});
