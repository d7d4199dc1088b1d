/** What time it is. */
export interface RowClock {
  now(): Date;
}

let clock: RowClock = { now: () => new Date() };

export const rowTime = (): Date => clock.now();

/**
 * By which clock rows are made and changed. Rows are made by `new`, out of reach of injection, so this is one for the
 * whole process: for a process whose clock is turned from outside, as tests do.
 */
export function keepRowsBy(other: RowClock): void {
  clock = other;
}
