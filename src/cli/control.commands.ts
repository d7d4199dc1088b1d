import type { Command } from 'commander';
import type { Cli } from './run/cli.js';

export function addControlCommands(program: Command, cli: Cli): void {
  const control = program.command('control').description('The control database.');
  control
    .command('migrate')
    .description('bring the control database to the schema of this program')
    .action(async () => {
      const { migrateControl } = await import('./control/migrate-control.js');
      await migrateControl(cli);
    });
}
