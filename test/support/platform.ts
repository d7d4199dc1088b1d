import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  dropUnlessFailed,
  throwawayServer,
  type TestEngine,
  type ThrowawayServer,
} from '@tenantry/nest/testing';
import { boot } from './boot.js';
import { HttpClient, type Json, type TestResponse } from './http-client.js';

export const OPERATOR = { email: 'operator@tenantry.test', password: 'operator-password-1' };
export const OWNER_PASSWORD = 'owner-password-1';

export interface PlatformOptions {
  readonly engine: TestEngine;
  /** Settings on top of the test's own, e.g. `{ CONNECTION_BUDGET: '3' }`. */
  readonly env?: Record<string, string>;
}

/** What `POST /api/tenants` takes; name and administrator are made up from the slug. */
export interface NewTenant {
  readonly slug: string;
  readonly [field: string]: Json;
}

/** A client that is signed in as the owner of a tenant. */
export class TenantClient extends HttpClient {
  constructor(
    target: ConstructorParameters<typeof HttpClient>[0],
    readonly slug: string,
    readonly tenant: Json,
    readonly owner: { readonly email: string; readonly password: string },
  ) {
    super(target);
  }
}

/** The whole program on a random port, with a control database, folders and tenant stores of its own. */
export class TestPlatform {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private signedIn?: Promise<HttpClient>;

  constructor(
    readonly app: NestFastifyApplication,
    readonly server: ThrowawayServer,
    readonly env: Record<string, string>,
  ) {}

  get engine(): TestEngine {
    return this.server.engine;
  }

  get port(): number {
    return (this.app.getHttpServer().address() as AddressInfo).port;
  }

  /** A client without a token on any host: `acme.localhost`, `admin.localhost`, `192.0.2.1` … */
  request(host: string): HttpClient {
    return new HttpClient({ port: this.port, host, agent: this.agent });
  }

  /** The first operator on the admin host; signed in once. */
  operator(): Promise<HttpClient> {
    this.signedIn ??= this.signIn('admin.localhost', OPERATOR);
    return this.signedIn;
  }

  /** A client of `host` that is signed in. */
  async signIn(host: string, credentials: { email: string; password: string }): Promise<HttpClient> {
    const client = this.request(host);
    const { body } = await expectStatus(200, client.post('/api/auth/login', credentials));
    return client.as(body.accessToken as string);
  }

  /** Makes a tenant over the admin API, waits for it, and signs its owner in. */
  async createTenant(input: NewTenant): Promise<TenantClient> {
    const owner = { email: `owner@${input.slug}.test`, password: OWNER_PASSWORD };
    const operator = await this.operator();
    const { body } = await expectStatus(
      201,
      operator.post('/api/tenants?wait=true', {
        name: input.slug,
        adminEmail: owner.email,
        adminPassword: owner.password,
        ...input,
      }),
    );
    const host = `${input.slug}.localhost`;
    const { token } = await this.signIn(host, owner);
    return new TenantClient({ port: this.port, host, agent: this.agent, token }, input.slug, body, owner);
  }

  /** Stops the program; takes away all it made, unless a test of the file has failed. */
  async close(): Promise<void> {
    this.agent.destroy();
    await this.app.close();
    await dropUnlessFailed(this.server);
  }
}

export async function startPlatform({ engine, env = {} }: PlatformOptions): Promise<TestPlatform> {
  const server = await throwawayServer(engine);
  const settings = { ...(await settingsOf(server)), ...env };
  const app = await boot(settings);
  await app.listen(0, '127.0.0.1');
  return new TestPlatform(app, server, settings);
}

/** The settings of a program whose databases all lie on this server. */
export async function settingsOf(server: ThrowawayServer): Promise<Record<string, string>> {
  const settings = {
    NODE_ENV: 'test',
    BASE_DOMAIN: 'localhost',
    DATA_DIR: server.folder,
    DEMO: 'false',
    LOG_LEVEL: 'silent',
    MAX_TENANTS: '1000',
    CONNECTION_BUDGET: '20',
    // Two workers on a busy machine: a test that waits long is slow, not wrong.
    CONNECTION_ACQUIRE_TIMEOUT_MS: '20000',
    TENANT_DATABASE_PREFIX: server.prefix,
    ADMIN_EMAIL: OPERATOR.email,
    ADMIN_PASSWORD: OPERATOR.password,
  };
  if (server.engine === 'sqlite') return settings;
  // TEST_ISOLATION=row npm test -- test/e2e -t postgres: any test under another strategy.
  const isolation = process.env['TEST_ISOLATION'];
  if (server.engine === 'postgres' && isolation) Object.assign(settings, { TENANT_ISOLATION: isolation });
  const beside = server.engine === 'mysql' && { TENANT_SERVER_URL: server.url };
  return { ...settings, ...beside, DEFAULT_DATABASE_URL: await server.createControl() };
}

/** The answer, or an error that shows the problem the program answered with. */
export async function expectStatus<T = Json>(
  status: number,
  pending: Promise<TestResponse<T>>,
): Promise<TestResponse<T>> {
  const response = await pending;
  if (response.status === status) return response;
  throw new Error(`Expected ${status}, got ${response.status}: ${response.raw.toString('utf8')}`);
}
