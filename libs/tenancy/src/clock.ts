/** What time it is for the program: what runs when, and what is due. */
export interface ProgramClock {
  now(): Date;
}

export const MACHINE_CLOCK: ProgramClock = { now: () => new Date() };
