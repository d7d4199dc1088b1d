import type { INestApplicationContext, Type } from '@nestjs/common';
import type { CliIo } from './cli.io.js';
import { CliOutput } from './cli.output.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { openProgress, type Progress } from './cli.progress.js';

/** One run of the command line: what a command prints with, and the program's services behind it. */
export class Cli {
  readonly output: CliOutput;
  /** A command that ends without an error, but not with everything done, says so here. */
  exitCode: ExitCode = EXIT.done;
  private opened?: Promise<INestApplicationContext>;

  constructor(readonly io: CliIo) {
    this.output = new CliOutput(io);
  }

  /** A service of the program, which is loaded and opened when the first command asks for one. */
  async get<T>(service: Type<T>): Promise<T> {
    this.opened ??= this.open();
    return (await this.opened).get(service, { strict: false });
  }

  progress(): Progress {
    return openProgress(this.io, this.output.json);
  }

  async close(): Promise<void> {
    const app = await this.opened?.catch(() => undefined);
    await app?.close();
  }

  /** Imported late: help and wrong usage answer without loading the whole program. */
  private async open(): Promise<INestApplicationContext> {
    const { openApp } = await import('./cli.app.js');
    return openApp(this.io.env);
  }
}
