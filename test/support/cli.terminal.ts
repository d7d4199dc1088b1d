import { PassThrough, Readable, Writable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli.js';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliInput {
  readonly env?: Record<string, string>;
  /** What is piped into the command. */
  readonly stdin?: string;
  /** Whether a person types it. */
  readonly typed?: boolean;
  /** Called when the command asks to be told of a stop. */
  readonly stopSignal?: () => AbortSignal;
}

class Collected extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** Runs one command line in this process, with these settings in place of the process's own. */
export async function cli(argv: readonly string[], input: CliInput = {}): Promise<CliRun> {
  const stdout = new Collected();
  const stderr = new Collected();
  const stdin = input.stdin === undefined ? new PassThrough() : Readable.from([input.stdin]);
  if (input.typed) Object.assign(stdin, { isTTY: true });
  const stopSignal = input.stopSignal ?? (() => new AbortController().signal);
  const code = await runCli(argv, { stdin, stdout, stderr, env: input.env, stopSignal });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
