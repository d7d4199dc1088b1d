import { pino } from 'pino';

type Lines = ReturnType<typeof pino.destination>;

const MOST_BYTES = 4_096;
const LONGEST_MS = 100;

let lines: Lines | undefined;

/**
 * Standard output for the lines of requests: a write for each would cost a busy program more than making them.
 * They wait for a tenth of a second at most, and for nothing when the program ends; one that is killed takes
 * those with it. What the program itself has to say never waits.
 */
export function requestLines(): Lines {
  lines ??= open();
  return lines;
}

function open(): Lines {
  const made = pino.destination({ dest: 1, sync: true, minLength: MOST_BYTES, periodicFlush: LONGEST_MS });
  process.once('exit', () => {
    try {
      made.flushSync();
    } catch {
      // Nobody reads any more.
    }
  });
  return made;
}
