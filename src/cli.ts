import './boot/node-version.js';
import './boot/compile-cache.js';
import { runCli } from './cli/run-cli.js';

/** The first signal asks a command to stop at a good moment; the second one ends the process as usual. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return stop.signal;
}

async function main(): Promise<void> {
  const { stdin, stdout, stderr } = process;
  // `… | head` closes the pipe when it has read enough.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, stopSignal });
}

void main();
