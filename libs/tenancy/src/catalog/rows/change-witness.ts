import { AsyncLocalStorage } from 'node:async_hooks';

/** Writes what has to stand beside a change, such as the line of an audit log; `made` is what the change made. */
export type Witness = (made: unknown) => Promise<void>;

interface Watch {
  readonly witness: Witness;
  seen: boolean;
}

const watches = new AsyncLocalStorage<Watch>();

/**
 * Runs `work`, in which somebody changes something of the control database. The transaction of the change calls
 * `witness` as its last statement, so that there is never one without the other: when the witness fails, nothing is
 * changed. Where `work` ends without such a change, the witness is called after it.
 */
export async function witnessed<T>(witness: Witness, work: () => Promise<T>): Promise<T> {
  const watch: Watch = { witness, seen: false };
  const result = await watches.run(watch, work);
  if (!watch.seen) await witness(result);
  return result;
}

/**
 * Runs a transaction that makes the change somebody asked for; it calls `attest` with what it made before it ends.
 * Only the first change that commits is the one that was asked for: what follows it is the program's own work.
 */
export async function attested<T>(
  transaction: (attest: (made: unknown) => Promise<void>) => Promise<T>,
): Promise<T> {
  const watch = watches.getStore();
  if (!watch || watch.seen) return transaction(() => Promise.resolve());
  const result = await transaction((made) => watch.witness(made));
  watch.seen = true;
  return result;
}
