import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../../config/config.js';

type Terminal = { isTTY?: boolean; columns?: number };

/** The outside world of one command, so that a test can be the terminal. */
export interface CliIo {
  stdin: Readable & Terminal;
  stdout: Writable & Terminal;
  stderr: Writable & Terminal;
  /** The settings of this run; the process's own when left out. */
  env?: Environment;
  /**
   * Aborted when the person asks to stop (SIGINT, SIGTERM). Only a command that stops between two pieces of
   * work calls it; the others end at once, as any program does.
   */
  stopSignal: () => AbortSignal;
}
