import { type Command, Option } from 'commander';
import type { Cli } from './run/cli.js';
import { wholeNumber } from './run/option-values.js';
import { addTlsOptions } from './tenant/database-options.js';

export function addServerCommands(program: Command, cli: Cli): void {
  const server = program.command('server').description('Database servers that hold tenant stores.');
  addReading(server, cli);
  const add = server
    .command('add <name> <url>')
    .description('let tenants be placed on a server; the URL is tried first, as the user that makes stores');
  addFields(add).action(async (name: string, url: string, options) => {
    const { addServer } = await import('./server/change-server.js');
    await addServer(cli, { ...options, name, url });
  });
  const update = server
    .command('update <name>')
    .description('change what is named and nothing else')
    .option('--url <url>', 'the same server under another address, user or password');
  addFields(update).action(async (name: string, options) => {
    const { updateServer } = await import('./server/change-server.js');
    await updateServer(cli, name, options);
  });
}

function addReading(server: Command, cli: Cli): void {
  server
    .command('list')
    .description('all servers with their capacity and tenants')
    .action(async () => {
      const { listServers } = await import('./server/list-servers.js');
      await listServers(cli);
    });
  server
    .command('check [name]')
    .description('connect and say how a server is, or all of them; exit 1 when one can not be reached')
    .action(async (name: string | undefined) => {
      const { checkServers } = await import('./server/check-servers.js');
      await checkServers(cli, name);
    });
}

function addFields(command: Command): Command {
  return addTlsOptions(
    command
      .option('--region <name>', 'where its data lies')
      .option('--capacity <number>', 'tenants it may hold', wholeNumber(0))
      .option('--weight <number>', 'twice the weight, twice the tenants (default: 1)', wholeNumber(1))
      .addOption(
        new Option('--status <status>', 'only an active one takes new tenants').choices([
          'active',
          'full',
          'offline',
        ]),
      ),
  );
}
