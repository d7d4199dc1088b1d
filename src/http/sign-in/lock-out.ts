/** Failures an account may have before it is locked. */
export const ACCOUNT_FAILURES = 10;
/** Failures that one address may cause in a tenant within the window. */
export const ADDRESS_FAILURES = 100;
export const ADDRESS_WINDOW_MS = 15 * 60_000;
/** After so long without a failure an account starts from none. */
export const FORGET_AFTER_MS = 60 * 60_000;

const FIRST_LOCK_SECONDS = 60;
const LONGEST_LOCK_SECONDS = 15 * 60;

/** How long an account is locked after so many failures in a row: doubling, up to a quarter of an hour. */
export function lockSeconds(failures: number): number {
  if (failures < ACCOUNT_FAILURES) return 0;
  return Math.min(FIRST_LOCK_SECONDS * 2 ** (failures - ACCOUNT_FAILURES), LONGEST_LOCK_SECONDS);
}
