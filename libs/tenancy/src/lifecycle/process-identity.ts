import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Where process ids mean the same: a host, or one container on it. */
function processSpace(): string {
  try {
    return `${hostname()}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** A name for this run of this process: `<where>|<pid>|<random>`. */
export const newProcessIdentity = (): string =>
  `${processSpace()}|${process.pid}|${randomBytes(6).toString('hex')}`.slice(-200);

/**
 * True when the named run has certainly ended, so that its claims may be taken over at once. False when it
 * lives or can't be asked because it ran elsewhere: then only its claim's end frees what it held.
 */
export function hasEnded(identity: string, living: ReadonlySet<string>): boolean {
  const [space, pid] = identity.split('|');
  if (space !== processSpace() || living.has(identity)) return false;
  return Number(pid) === process.pid || !exists(Number(pid));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
