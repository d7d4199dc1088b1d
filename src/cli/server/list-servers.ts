import { ServerService } from '../../control/servers/server.service.js';
import type { ServerView } from '../../control/servers/server.view.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';

const COLUMNS: Columns<ServerView> = {
  Name: ({ name }) => name,
  Engine: ({ engine }) => engine,
  URL: ({ url }) => url,
  Region: ({ region }) => region,
  Tenants: ({ tenants }) => tenants,
  Capacity: ({ capacity }) => capacity,
  Weight: ({ weight }) => weight,
  Status: ({ status }) => status,
  Warnings: ({ warnings }) => warnings.join(' '),
};

export async function listServers(cli: Cli): Promise<void> {
  const servers = await (await cli.get(ServerService)).list();
  cli.output.result(servers, () => cli.output.table(COLUMNS, servers));
}
