import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Where process ids mean the same: a host, or one container on it. */
function processSpace(): string {
  const host = hostname().slice(0, 100);
  try {
    return `${host}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return host;
  }
}

const PROCESS_RUN = randomBytes(6).toString('hex');

/** A name for one owner of work in this run of this process: `<where>|<pid>|<run>|<owner>`. */
export const newOwner = (): string =>
  [processSpace(), process.pid, PROCESS_RUN, randomBytes(4).toString('hex')].join('|');

/**
 * True when the owner's process has certainly ended, so that its claims may be taken over at once. False when
 * it lives or can't be asked because it ran elsewhere: then only its claim's end frees what it held.
 */
export function hasEnded(owner: string): boolean {
  const [space, pid, run] = owner.split('|');
  if (space !== processSpace()) return false;
  return Number(pid) === process.pid ? run !== PROCESS_RUN : !exists(Number(pid));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
