import { setImmediate as nextTurn } from 'node:timers/promises';
import { SeedStoppedError } from './seed.errors.js';

/**
 * Where a seed may be stopped. It waits for a turn of the event loop, because on SQLite the statements and
 * their promises leave none, and a signal would be heard only when everything is done.
 */
export async function stopPoint(signal?: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal?.aborted) throw new SeedStoppedError();
}
