import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Where the program is: built, or as source that is compiled while it is read (tests have no build). */
const PROGRAMS = {
  built: [pathOf('../../dist/src/main.js')],
  source: [pathOf('../../src/main.ts'), '--require', pathOf('../faults/processes.hooks.cjs')],
};
const WATCH = ['--require', pathOf('loop-watch.cjs')];

export const OPERATOR = { email: 'operator@fuzz.test', password: 'Operators-Secret-4711' };

/** The real program on loopback, with a folder of its own, and what its event loop has to say. */
export class Program {
  static async start(kind, settings = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-fuzz-'));
    const port = await freePort();
    const [main, ...flags] = PROGRAMS[kind];
    const child = fork(main, [], {
      execArgv: [...WATCH, ...flags],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, ...settingsOf(folder, port), ...settings },
    });
    const program = new Program(child, port, folder);
    await program.#listening();
    return program;
  }

  #log = '';

  constructor(child, port, folder) {
    this.child = child;
    this.port = port;
    this.folder = folder;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.#log = (this.#log + text).slice(-200_000)));
    }
  }

  get isRunning() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The newest lines of its log that are errors. */
  get errors() {
    return this.#log
      .split('\n')
      .filter((line) => line.includes('"level":"error"') || line.includes('Error:'));
  }

  /** Since the last time it was asked: the longest that its event loop stood still, and its CPU time, in ms. */
  held() {
    return new Promise((resolve) => {
      this.child.once('message', resolve);
      this.child.send('held');
    });
  }

  /** From here on, until `held` is asked: what of its CPU time was used in one piece. */
  watch() {
    this.child.send('watch');
  }

  async stop() {
    if (this.isRunning) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  async #listening() {
    while (!this.#log.includes('Tenantry is at')) {
      if (!this.isRunning) throw new Error(`The program did not start:\n${this.#log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const settingsOf = (folder, port) => ({
  NODE_ENV: 'test',
  BASE_DOMAIN: 'localhost',
  PORT: String(port),
  DATA_DIR: folder,
  DEMO: 'false',
  LOG_LEVEL: 'error',
  MAX_TENANTS: '1000',
  TENANT_DATABASE_PREFIX: `tenantry_test_${randomBytes(3).toString('hex')}_`,
  RATE_LIMIT_PER_ADDRESS: '0',
  RATE_LIMIT_PER_TENANT: '0',
  RATE_LIMIT_ANONYMOUS_PER_TENANT: '0',
  ADMIN_EMAIL: OPERATOR.email,
  ADMIN_PASSWORD: OPERATOR.password,
});

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
