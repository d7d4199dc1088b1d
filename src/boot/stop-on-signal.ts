import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';

/** How long running requests may take to end, and then how long the rest of the stop. */
const REQUESTS_MS = 15_000;
const REST_MS = 10_000;

/**
 * SIGTERM and SIGINT stop the program in order: no new connections, running requests end, leases are given
 * back, pools and files are closed, exit code 0. Requests that don't end are cut off. A second signal, or a
 * stop that hangs, ends the process at once.
 */
export function stopOnSignal(app: INestApplication<Server>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => app.getHttpServer().closeAllConnections(), REQUESTS_MS).unref();
    setTimeout(() => process.exit(1), REQUESTS_MS + REST_MS).unref();
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
