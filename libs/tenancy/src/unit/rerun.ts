import { setTimeout as pause } from 'node:timers/promises';

/** How often a transaction that lost against another one is carried out, the first time included. */
export const MOST_TRIES = 3;

/** Rivals that start again at the same moment would meet again: each waits for a time of its own. */
const pauseBefore = (attempt: number): number => 10 * 2 ** attempt * (0.5 + Math.random());

/** Carries `work` out again after an error that says nothing against it; the last error is the caller's. */
export async function rerun<R>(isRetryable: (error: unknown) => boolean, work: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MOST_TRIES || !isRetryable(error)) throw error;
      await pause(pauseBefore(attempt));
    }
  }
}
