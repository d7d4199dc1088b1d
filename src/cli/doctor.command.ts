import type { Command } from 'commander';
import type { Cli } from './run/cli.js';

export function addDoctorCommand(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('look at the live deployment and say what is wrong and what to do; changes nothing')
    .option('--tenant <slug>', 'this one and its server only')
    .action(async (options) => {
      const { examine } = await import('./doctor/examine.js');
      await examine(cli, options);
    });
}
