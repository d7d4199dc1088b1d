import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileProgram } from '../support/compiled-program.js';
import { SmallDisk } from '../support/small-disk.js';
import { expectStatus, freePort, HttpClient, OPERATOR, OWNER_PASSWORD } from '../support/index.js';

const FLOOR_MB = 4;
const disk = new SmallDisk(24);
if (!disk.mounted) console.warn('disk-full: skipped, because this user may not mount a small disk here.');

/** In a process of its own, as main.ts starts it: a start on a full disk is part of what is tried. */
(disk.mounted ? describe : describe.skip)('A full disk under the files of SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-full-'));
  const agent = new Agent({ keepAlive: true });
  let program: ChildProcess | undefined;
  let port: number;
  let main: string;
  let owner: HttpClient;

  const env = () => ({
    PATH: process.env['PATH'],
    NODE_ENV: 'test',
    DATA_DIR: disk.folder,
    DEMO: 'false',
    LOG_LEVEL: 'silent',
    PORT: String(port),
    DISK_FREE_FLOOR_MB: String(FLOOR_MB),
    ADMIN_EMAIL: OPERATOR.email,
    ADMIN_PASSWORD: OPERATOR.password,
  });
  const start = async (): Promise<void> => {
    const child = spawn(process.execPath, [main], { env: env(), stdio: ['ignore', 'pipe', 'inherit'] });
    program = child;
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${String(code)}.`))),
    ]);
    child.stdout.resume();
  };
  const stop = async (): Promise<void> => {
    if (!program || program.exitCode !== null) return;
    const ended = once(program, 'exit');
    program.kill('SIGTERM');
    await ended;
  };
  const signIn = async (host: string, email: string, password: string): Promise<HttpClient> => {
    const client = new HttpClient({ port, host, agent });
    const { body } = await expectStatus(200, client.post('/api/auth/login', { email, password }));
    return client.as(body.accessToken);
  };
  const ready = async () =>
    (await new HttpClient({ port, host: 'localhost', agent }).get('/health/ready')).status;
  const names = async () => {
    const { body } = await expectStatus(200, owner.get('/api/sales/customers?limit=100'));
    return body.items.length as number;
  };

  beforeAll(async () => {
    main = compileProgram(join(folder, 'program'));
    port = await freePort();
    await start();
    const operator = await signIn('admin.localhost', OPERATOR.email, OPERATOR.password);
    const tenant = { slug: 'acme', name: 'Acme', adminEmail: 'o@acme.test', adminPassword: OWNER_PASSWORD };
    await expectStatus(201, operator.post('/api/tenants?wait=true', tenant));
    owner = await signIn('acme.localhost', 'o@acme.test', OWNER_PASSWORD);
    await expectStatus(201, owner.post('/api/sales/customers', { name: 'Before' }));
  }, 240_000);
  afterAll(async () => {
    agent.destroy();
    await stop();
    rmSync(folder, { recursive: true });
  });

  /** One row may still fit into a page that is there already. */
  const refused = async () => {
    const note = 'x'.repeat(400);
    let last = 201;
    for (let tries = 0; last === 201 && tries < 50; tries += 1) {
      const answer = await owner.post('/api/sales/customers', { name: 'During', address: note });
      last = answer.status;
      if (last === 201) continue;
      expect([last, answer.body.code]).toEqual([503, 'no_space_left']);
      expect(answer.headers['retry-after']).toBe('60');
    }
    expect(last).toBe(503);
  };

  it('is told by a code and by readiness, and what is there can be read', async () => {
    expect(await ready()).toBe(200);
    disk.fill();
    await refused();
    expect(await ready()).toBe(503);
    expect(await names()).toBeGreaterThan(0);
  });

  it('lets the program start, and read', async () => {
    const before = await names();
    await stop();
    disk.empty();
    disk.fill();
    await start();
    expect(await names()).toBe(before);
    await refused();
    expect(await ready()).toBe(503);
  });

  it('is over without a restart when there is room again', async () => {
    disk.empty();
    expect(await ready()).toBe(200);
    await expectStatus(201, owner.post('/api/sales/customers', { name: 'After' }));
    await signIn('acme.localhost', 'o@acme.test', OWNER_PASSWORD);
  });
});

afterAll(() => disk.remove());
