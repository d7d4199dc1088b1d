import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { freePort } from '@tenantry/nest/testing';
import { HttpClient, type Json } from './http-client.js';

const HOOKS = require.resolve('../faults/processes.hooks.cjs');
const MAIN = join(__dirname, '../../src/main.ts');
/** The program has said all it has to say once it listens. */
const LISTENING = /^\s*Tenantry/m;

/** The whole program as it is started, in a process of its own, with all it writes. */
export class ProgramProcess {
  readonly #agent = new Agent({ keepAlive: true });
  #written = '';

  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, Readable>,
    readonly port: number,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#written += text));
    }
  }

  static async start(env: Record<string, string>): Promise<ProgramProcess> {
    const started = await ProgramProcess.launch(env);
    await started.said(LISTENING);
    return started;
  }

  /** Without waiting for it to listen. */
  static async launch(env: Record<string, string>): Promise<ProgramProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, ['--require', HOOKS, MAIN], {
      env: { PATH: process.env['PATH'], ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ProgramProcess(child, port);
  }

  /** All it has written so far, to either stream. */
  get written(): string {
    return this.#written;
  }

  /** What it has written as lines of its log. */
  get lines(): Record<string, Json>[] {
    const whole = this.#written.slice(0, this.#written.lastIndexOf('\n') + 1).split('\n');
    return whole
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, Json>);
  }

  client(host: string): HttpClient {
    return new HttpClient({ port: this.port, host, agent: this.#agent });
  }

  /** Waits until it has written this. */
  async said(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#written)) {
      if (this.child.exitCode !== null) throw new Error(`The program has ended: ${this.#written}`);
      await Promise.race([once(this.child.stdout, 'data'), once(this.child, 'exit')]);
    }
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}
