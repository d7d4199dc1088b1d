import type { Command } from 'commander';
import type { Cli } from './run/cli.js';

export function addUserCommands(program: Command, cli: Cli): void {
  program
    .command('user')
    .description('People of the companies.')
    .command('find <email>')
    .description('which companies somebody belongs to, with what role, and whether they may sign in')
    .action(async (email: string) => {
      const { findUser } = await import('./user/find-user.js');
      await findUser(cli, email);
    });
}
