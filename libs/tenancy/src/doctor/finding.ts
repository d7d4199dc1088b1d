import type { Check, Fault } from '../engine/engine-checks.js';
import { describeFailure } from '../operations/operation.errors.js';

/** What one look at a deployment has shown. */
export interface Finding {
  /** What was looked at: `control`, `server default`, `tenant acme`. */
  readonly subject: string;
  /** A word or two, stable. */
  readonly check: string;
  /** A warning works, and is weaker than it could be. */
  readonly level: 'ok' | 'warning' | 'problem';
  readonly message?: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const LOOK_AGAIN = 'Put that right and run doctor again: this check could not be made.';

export const isProblem = ({ level }: Finding): boolean => level === 'problem';

export function findingsOf(subject: string, check: string, faults: readonly Fault[]): Finding[] {
  if (faults.length === 0) return [{ subject, check, level: 'ok' }];
  return faults.map(({ message, remedy, isWarning }) => ({
    subject,
    check,
    level: isWarning ? 'warning' : 'problem',
    message,
    remedy,
  }));
}

/** A look that fails is a problem of its own: nothing is well that nobody could look at. */
export async function look(
  subject: string,
  check: string,
  faults: () => Promise<readonly Fault[]> | readonly Fault[],
  remedy = LOOK_AGAIN,
): Promise<Finding[]> {
  try {
    return findingsOf(subject, check, await faults());
  } catch (error) {
    return findingsOf(subject, check, [{ message: describeFailure(error).error, remedy }]);
  }
}

/** All of an engine's checks, one after another. */
export async function lookAll<T>(
  subject: string,
  checks: readonly Check<T>[],
  target: T,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { name, faults } of checks) found.push(...(await look(subject, name, () => faults(target))));
  return found;
}
