import { NewOperatorInput, operatorView } from '../../control/operators/operator.dto.js';
import { OperatorService } from '../../control/operators/operator.service.js';
import type { Cli } from '../run/cli.js';
import { checked } from '../run/checked.js';
import { recordChange } from '../run/record-change.js';

/** Makes an operator. A password that was made up is printed here and nowhere else. */
export async function createOperator(cli: Cli, options: Partial<NewOperatorInput>): Promise<void> {
  const input = await checked(NewOperatorInput, options);
  const operators = await cli.get(OperatorService);
  const create = () => operators.create(input);
  const { operator, password } = await recordChange(cli, { action: 'operator.create', input }, create);
  cli.output.result(Object.assign(operatorView(operator), password === undefined ? {} : { password }), () =>
    cli.output.record({
      Operator: operator.email,
      Name: operator.name,
      ...(password && { 'Password (shown once)': password }),
    }),
  );
}
