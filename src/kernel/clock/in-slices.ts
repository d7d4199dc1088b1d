import { setImmediate as turnOfOthers } from 'node:timers/promises';

/** How long work may hold the event loop before others get their turn. */
const SLICE_MS = 5;

/** Cuts long work into slices: call `next` after every piece of it. */
export class Slices {
  #until = performance.now() + SLICE_MS;

  /** Undefined, so nothing to wait for, until the slice is used up. */
  next(): Promise<void> | undefined {
    return performance.now() < this.#until ? undefined : this.#others();
  }

  async #others(): Promise<void> {
    await turnOfOthers();
    this.#until = performance.now() + SLICE_MS;
  }
}

/** The results of work on many items, in their order; others get their turn in between when it takes long. */
export async function inSlices<T, R>(items: readonly T[], work: (item: T, index: number) => R): Promise<R[]> {
  const slices = new Slices();
  const results: R[] = [];
  for (const [index, item] of items.entries()) {
    results.push(work(item, index));
    const others = slices.next();
    if (others) await others;
  }
  return results;
}
