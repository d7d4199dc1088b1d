import { Presets, SingleBar } from 'cli-progress';
import type { CliIo } from './cli.io.js';

/** How far a run over many tenants has come. */
export interface Progress {
  reach(done: number, total: number): void;
  end(): void;
}

const SILENT: Progress = { reach: () => undefined, end: () => undefined };

/** A bar on a terminal; nothing where nobody looks or a script reads. */
export function openProgress(io: CliIo, silent: boolean): Progress {
  if (silent || !io.stderr.isTTY) return SILENT;
  const format = '{bar} {value}/{total} tenants';
  const bar = new SingleBar({ format, stream: io.stderr, gracefulExit: false }, Presets.shades_classic);
  return {
    reach: (done, total) => {
      if (!bar.isActive) bar.start(total, 0);
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}
