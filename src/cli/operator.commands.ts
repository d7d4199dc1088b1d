import type { Command } from 'commander';
import type { Cli } from './cli.js';

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
}
