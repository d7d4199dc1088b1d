import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { copyStore, inDatabase } from '../support/store-copies.js';
import {
  expectStatus,
  freePort,
  HttpClient,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../support/index.js';

const CUSTOMERS = '/api/sales/customers';
/** A second is promised; the machine of a test may be busy. */
const SOON_MS = 5_000;
const TOKEN = 'a-token-for-those-who-scrape';
const PROGRAM = ['--require', require.resolve('./processes.hooks.cjs'), join(__dirname, '../../src/main.ts')];

/** The whole program, as it is started, in a process of its own. */
class ProgramProcess {
  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, null>,
    private readonly client: HttpClient,
  ) {}

  static async start(env: Record<string, string>, agent: Agent): Promise<ProgramProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, PROGRAM, {
      env: { PATH: process.env['PATH'], ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const started = new ProgramProcess(
      child,
      new HttpClient({ port, host: 'admin.localhost', agent, token: TOKEN }),
    );
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The program ended with exit code ${code} before it listened.`);
      }),
    ]);
    child.stdout.resume();
    return started;
  }

  /** Somebody who asks this process at a tenant's host. */
  at({ host, token }: HttpClient): HttpClient {
    return this.client.on(host).as(token);
  }

  /** The connections it may have, by its own account. */
  async budget(): Promise<number> {
    const { raw } = await this.client.get('/metrics');
    return Number(/^tenantry_connections_budget (\d+)$/m.exec(raw.toString('utf8'))?.[1]);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

describe('three processes on one PostgreSQL', () => {
  const server = useThrowawayServer('postgres');
  const agent = new Agent({ keepAlive: true });
  const processes: ProgramProcess[] = [];
  let env: Record<string, string>;
  /** What the server gives to all of them together. */
  let limit: number;

  beforeAll(async () => {
    env = {
      NODE_ENV: 'test',
      METRICS_TOKEN: TOKEN,
      DATA_DIR: server().folder,
      DEFAULT_DATABASE_URL: await server().createControl(),
      TENANT_DATABASE_PREFIX: server().prefix,
      CONNECTION_BUDGET: '1000',
      DEMO: 'false',
      LOG_LEVEL: 'silent',
    };
    limit = await connectionsOf(server().url);
  });

  afterAll(async () => {
    await Promise.all(processes.map((program) => program.end('SIGKILL')));
    agent.destroy();
  });

  /** What PostgreSQL gives, less the ten that the program leaves to people and backups. */
  async function connectionsOf(url: string): Promise<number> {
    const client = new Client(url);
    await client.connect();
    const { rows } = await client.query<{ n: number }>(
      `SELECT current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int - 10 AS n`,
    );
    await client.end();
    return rows[0]!.n;
  }

  const start = async () => void processes.push(await ProgramProcess.start(env, agent));
  const budgets = (running: readonly ProgramProcess[]) =>
    Promise.all(running.map((program) => program.budget()));

  /** Fails by the test's own time-out. Asking without a pause would take the cores from those who are asked. */
  async function shared(running: readonly ProgramProcess[]): Promise<void> {
    const share = Math.floor(limit / running.length);
    while ((await budgets(running)).some((budget) => budget !== share)) {
      await pause(100);
    }
  }

  it('take smaller shares as they join, and give the share of a killed one to the others', async () => {
    for (let count = 1; count <= 3; count += 1) {
      await start();
      await shared(processes);
    }
    await processes[2]!.end('SIGKILL');
    const living = processes.slice(0, 2);
    // Its row is still fresh: nobody takes what a process may still use.
    expect(await budgets(living)).toEqual(living.map(() => Math.floor(limit / 3)));
    await shared(living);
    await processes[1]!.end('SIGTERM');
    await shared(processes.slice(0, 1));
  });
});

describe('a process that others work beside', () => {
  const agent = new Agent({ keepAlive: true });
  let platform: TestPlatform;
  let other: ProgramProcess;
  let acme: TenantClient;
  let there: HttpClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres' });
    acme = await platform.createTenant({ slug: 'acme' });
    await expectStatus(201, acme.post(CUSTOMERS, { name: 'Original' }));
    other = await ProgramProcess.start(platform.env, agent);
    there = other.at(acme);
    await expectStatus(200, there.get(CUSTOMERS));
  });
  afterAll(async () => {
    await other?.end('SIGTERM');
    agent.destroy();
    await platform?.close();
  });

  /** Milliseconds until the other process answers so. */
  async function until(answers: () => Promise<boolean>): Promise<number> {
    const begin = performance.now();
    while (!(await answers())) await pause(20);
    return performance.now() - begin;
  }
  const namesThere = async (): Promise<string[]> => {
    const { body } = await expectStatus(200, there.get(CUSTOMERS));
    return body.items.map(({ name }: { name: string }) => name);
  };
  const tenantAt = (path: string) => `/api/tenants/acme${path}`;

  it('goes to the new database once the connection was changed here', async () => {
    const copy = await copyStore(platform, 'acme', 'copy');
    await inDatabase(
      'postgres',
      copy,
      async (run) => void (await run("UPDATE customers SET name = 'Copied'")),
    );
    expect(await namesThere()).toEqual(['Original']);
    const operator = await platform.operator();
    await expectStatus(200, operator.put(tenantAt('/connection'), { databaseUrl: copy }));
    const ms = await until(async () => (await namesThere())[0] === 'Copied');
    expect(ms).toBeLessThan(SOON_MS);
    await expectStatus(201, there.post(CUSTOMERS, { name: 'New' }));
    expect(await namesThere()).toEqual(expect.arrayContaining(['Copied', 'New']));
  });

  it('stops serving a tenant that was suspended here, and serves it again when it was resumed', async () => {
    const operator = await platform.operator();
    await expectStatus(200, operator.post(tenantAt('/suspend')));
    const status = async () => (await there.get(CUSTOMERS)).status;
    expect(await until(async () => (await status()) === 403)).toBeLessThan(SOON_MS);
    await expectStatus(200, operator.post(tenantAt('/resume')));
    expect(await until(async () => (await status()) === 200)).toBeLessThan(SOON_MS);
  });
});
