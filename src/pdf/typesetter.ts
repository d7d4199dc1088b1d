import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Tinypool } from 'tinypool';
import { fontFiles } from './fonts.js';
import { DocumentTooLargeError } from './pdf.errors.js';
import type { TypesetTask } from './typst.worker.js';

const TIMEOUT_SECONDS = 30;
/** A process holds about 100 MB of fonts; it ends when nobody has asked for a document for so long. */
const IDLE_MS = 60_000;

interface Started {
  readonly pool: Tinypool;
  readonly fontFiles: readonly string[];
  readonly folder: string;
}

/**
 * Lays documents out in processes of their own: a long one takes a second, in which the program would answer nobody.
 * They are started by the first document, and know none of the program's settings and secrets.
 */
@Injectable()
export class Typesetter implements OnApplicationShutdown {
  private starting?: Promise<Started>;

  async typeset(task: Pick<TypesetTask, 'input' | 'template' | 'at' | 'logo'>): Promise<Buffer> {
    const { pool, fontFiles: fonts, folder } = await (this.starting ??= this.start());
    const whole: TypesetTask = { ...task, fontFiles: fonts, folder };
    const signal = AbortSignal.timeout(TIMEOUT_SECONDS * 1000);
    try {
      const pdf: string = await pool.run(whole, { name: 'typeset', signal });
      return Buffer.from(pdf, 'base64');
    } catch (error) {
      throw signal.aborted ? new DocumentTooLargeError(TIMEOUT_SECONDS) : error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    const started = await this.starting?.catch(() => undefined);
    if (!started) return;
    await started.pool.destroy();
    await rm(started.folder, { recursive: true, force: true });
  }

  /** What couldn't be started is tried again by the next document. */
  private async start(): Promise<Started> {
    try {
      const folder = await mkdtemp(join(tmpdir(), 'tenantry-typeset-'));
      return { folder, fontFiles: await fontFiles(), pool: newPool() };
    } catch (error) {
      delete this.starting;
      throw error;
    }
  }
}

const newPool = (): Tinypool =>
  new Tinypool({
    // Beside this file: built, and as it is written when tests run it.
    filename: join(__dirname, `typst.worker${extname(__filename)}`),
    runtime: 'child_process',
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: IDLE_MS,
    env: {},
    // Tests run the worker as TypeScript, of which Node says that it had to guess its kind of modules.
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
    serialization: 'advanced',
  });
