import { OperatorAudit } from '../control/audit/operator-audit.js';
import type { Cli } from './cli.js';

/** Writes to the operators' audit log what a command has changed, under the action's name in the API. */
export async function recordChange(
  cli: Cli,
  action: `${string}.${string}`,
  { id, input }: { id: string; input?: unknown },
): Promise<void> {
  const audit = await cli.get(OperatorAudit);
  const [entity = ''] = action.split('.');
  await audit.record({ action, entity, entityId: id, after: input });
}
