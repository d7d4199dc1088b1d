const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;

/** How long to wait after so many attempts: doubling, and spread so that what failed together doesn't come together. */
export function backOffMs(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1));
  return Math.round(full * (0.5 + random() / 2));
}
