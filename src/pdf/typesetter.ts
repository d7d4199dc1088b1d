import { mkdtempSync, rmSync } from 'node:fs';
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
  private started?: Started;

  async typeset(task: Pick<TypesetTask, 'input' | 'template' | 'at'>): Promise<Buffer> {
    const { pool, fontFiles: fonts, folder } = (this.started ??= start());
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
    if (!this.started) return;
    await this.started.pool.destroy();
    rmSync(this.started.folder, { recursive: true, force: true });
  }
}

function start(): Started {
  const pool = new Tinypool({
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
  return { pool, fontFiles: fontFiles(), folder: mkdtempSync(join(tmpdir(), 'tenantry-typeset-')) };
}
