import type { Command } from 'commander';
import type { Cli } from './cli.js';

export function addServerCommands(program: Command, cli: Cli): void {
  const server = program.command('server').description('Database servers that hold tenant stores.');
  server
    .command('list')
    .description('all servers with their capacity and tenants')
    .action(async () => {
      const { listServers } = await import('./server/list-servers.js');
      await listServers(cli);
    });
}
