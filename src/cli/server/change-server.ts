import { NewServerInput, ServerChangeInput } from '../../control/servers/server.input.js';
import { ServerService } from '../../control/servers/server.service.js';
import type { ServerView } from '../../control/servers/server.view.js';
import { checked } from '../run/checked.js';
import type { Cli } from '../run/cli.js';
import { recordChange } from '../run/record-change.js';
import { tlsOf, type TlsOptions } from '../tenant/database-options.js';
import { UsageError } from '../run/usage.error.js';

export async function addServer(cli: Cli, options: TlsOptions & { name: string }): Promise<void> {
  const input = await checked(NewServerInput, inputOf(options));
  const servers = await cli.get(ServerService);
  const change = { action: 'server.add', id: input.name, input } as const;
  print(cli, await recordChange(cli, change, () => servers.add(input)));
}

/** Changes what the options name and nothing else. */
export async function updateServer(cli: Cli, name: string, options: TlsOptions): Promise<void> {
  if (Object.keys(options).length === 0) throw new UsageError('Name what is to be changed; see --help.');
  const input = await checked(ServerChangeInput, inputOf(options));
  const servers = await cli.get(ServerService);
  const change = { action: 'server.update', id: name, input } as const;
  print(cli, await recordChange(cli, change, () => servers.update(name, input)));
}

const inputOf = ({ tlsMode, tlsCa, ...rest }: TlsOptions): object => ({
  ...rest,
  ...tlsOf({ tlsMode, tlsCa }),
});

function print(cli: Cli, server: ServerView): void {
  cli.output.result(server, () =>
    cli.output.record({
      Name: server.name,
      Engine: server.engine,
      URL: server.url,
      Region: server.region,
      Capacity: server.capacity,
      Weight: server.weight,
      Status: server.status,
    }),
  );
}
