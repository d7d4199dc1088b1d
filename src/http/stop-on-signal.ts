import type { INestApplicationContext } from '@nestjs/common';

const PATIENCE_MS = 25_000;

/**
 * SIGTERM and SIGINT stop the program in order: no new connections, running requests end, leases are given
 * back, pools and files are closed, exit code 0. A second signal, or patience at its end, stops it at once.
 */
export function stopOnSignal(app: INestApplicationContext): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The program did not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
