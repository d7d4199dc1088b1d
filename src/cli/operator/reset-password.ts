import { OperatorAccountLock } from '../../control/operators/operator-account-lock.js';
import { PasswordOfOperatorInput } from '../../control/operators/operator.dto.js';
import { OperatorService } from '../../control/operators/operator.service.js';
import type { Cli } from '../run/cli.js';
import { checked } from '../run/checked.js';
import { recordChange } from '../run/record-change.js';

/** For an operator who has forgotten the password: the shell is the proof. One that is made up is printed here only. */
export async function resetPassword(cli: Cli, options: Partial<PasswordOfOperatorInput>): Promise<void> {
  const { email, password: given } = await checked(PasswordOfOperatorInput, options);
  const operators = await cli.get(OperatorService);
  const { id } = await operators.findActive(email);
  const line = { action: 'operator.resetPassword', id, input: { email } } as const;
  const { password } = await recordChange(cli, line, () => operators.resetPassword(id, given));
  await (await cli.get(OperatorAccountLock)).clear(email);
  cli.output.result({ email, ...(password !== undefined && { password }) }, () =>
    cli.output.record({
      Operator: email,
      'Signed out': 'everywhere',
      ...(password !== undefined && { 'Password (shown once)': password }),
    }),
  );
}
