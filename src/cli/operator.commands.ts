import type { Command } from 'commander';
import type { Cli } from './run/cli.js';

export function addOperatorCommands(program: Command, cli: Cli): void {
  const operator = program.command('operator').description('People who run the platform.');
  operator
    .command('create <email>')
    .description('make an operator; without --password one is made up and printed once')
    .option('--name <name>', 'name of the person')
    .option('--password <password>', 'password to sign in with')
    .action(async (email: string, options) => {
      const { createOperator } = await import('./operator/create-operator.js');
      await createOperator(cli, { ...options, email });
    });
  operator
    .command('reset-password <email>')
    .description('for one who has forgotten it; signs out everywhere, ends a lock-out, prints a new one once')
    .option('--password <password>', 'this one instead of one that is made up')
    .action(async (email: string, options) => {
      const { resetPassword } = await import('./operator/reset-password.js');
      await resetPassword(cli, { ...options, email });
    });
}
