import { ServerService } from '../../control/servers/server.service.js';
import type { ServerCheckView } from '../../control/servers/server.view.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';
import { EXIT } from '../run/exit-code.js';

const COLUMNS: Columns<ServerCheckView> = {
  Name: ({ name }) => name,
  Engine: ({ engine }) => engine,
  Reachable: ({ reachable }) => reachable,
  Version: ({ serverVersion }) => serverVersion,
  'Latency ms': ({ latencyMs }) => latencyMs,
  'Max connections': ({ maxConnections }) => maxConnections,
  Tenants: ({ tenants, capacity }) => (capacity === null ? tenants : `${tenants} of ${capacity}`),
  Schemas: ({ schemas }) => schemas,
  Problem: ({ error }) => error,
};

/** One server or all of them. One that can't be reached is shown, and is exit code 1. */
export async function checkServers(cli: Cli, name: string | undefined): Promise<void> {
  const servers = await cli.get(ServerService);
  const names = name === undefined ? (await servers.list()).map((server) => server.name) : [name];
  const checked: ServerCheckView[] = [];
  for (const one of names) checked.push(await servers.check(one));
  if (checked.some(({ reachable }) => !reachable)) cli.exitCode = EXIT.failed;
  cli.output.result(checked, () => linesOf(cli, checked).join('\n'));
}

const linesOf = (cli: Cli, checked: readonly ServerCheckView[]): string[] => [
  cli.output.table(COLUMNS, checked),
  ...checked.flatMap(({ name, warnings }) => warnings.map((warning) => `${name}: ${warning}`)),
];
