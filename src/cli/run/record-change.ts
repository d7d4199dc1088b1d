import { OperatorAudit } from '../../control/audit/operator-audit.js';
import type { Cli } from './cli.js';

interface CommandChange {
  /** The action's name in the API. */
  readonly action: `${string}.${string}`;
  /** Left out for something new, whose own id it is then. */
  readonly id?: string;
  readonly input?: unknown;
}

/** Runs what a command changes; the line of the operators' audit log is part of the change. */
export async function recordChange<T>(
  cli: Cli,
  { action, id, input }: CommandChange,
  work: () => Promise<T>,
): Promise<T> {
  const audit = await cli.get(OperatorAudit);
  const [entity = ''] = action.split('.');
  const entityId = id ?? ((made: unknown) => (made as { id?: string } | undefined)?.id);
  return audit.change({ action, entity, entityId, after: input }, work);
}

/**
 * For a command that changes tenants' stores, which no transaction of the control database can hold: the line is
 * written first, so that there is no change without one.
 */
export async function announceChange(cli: Cli, change: CommandChange): Promise<void> {
  await recordChange(cli, change, () => Promise.resolve());
}
