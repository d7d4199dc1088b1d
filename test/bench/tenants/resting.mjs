import { setTimeout as pause } from 'node:timers/promises';

/** Closes every connection of pools or of a registry and keeps what else they know; `wake` lets them open again. */
export const resting = (owner, cap) => ({
  rest: async () => {
    owner.resize(0);
    while (owner.stats().open > 0) await pause(5);
  },
  wake: () => owner.resize(cap),
});
