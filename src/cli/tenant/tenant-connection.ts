import { ConnectionInput } from '../../control/connection/connection.input.js';
import { ConnectionService } from '../../control/connection/connection.service.js';
import type { ConnectionView } from '../../control/connection/tenant.view.js';
import { checked } from '../run/checked.js';
import type { Cli } from '../run/cli.js';
import { EXIT } from '../run/exit-code.js';
import { recordChange } from '../run/record-change.js';
import { type DatabaseOptions, databaseOf } from './database-options.js';

export type ConnectionOptions = DatabaseOptions & { adminUrl?: string; region?: string };

/** Shows where a store is and how it is; with options, leads the tenant to another place first. */
export async function tenantConnection(cli: Cli, slug: string, options: ConnectionOptions): Promise<void> {
  const connections = await cli.get(ConnectionService);
  if (Object.keys(options).length > 0) await change(cli, slug, options);
  const connection = await connections.get(slug);
  if (connection.status !== 'ok') cli.exitCode = EXIT.failed;
  cli.output.result(connection, () => cli.output.record(fieldsOf(connection)));
}

async function change(cli: Cli, slug: string, options: ConnectionOptions): Promise<void> {
  const { database, rest } = databaseOf(options);
  const input = await checked(ConnectionInput, { ...database, ...rest });
  const connections = await cli.get(ConnectionService);
  const line = { action: 'tenant.changeConnection', id: slug, input } as const;
  await recordChange(cli, line, () => connections.change(slug, input));
}

const fieldsOf = (connection: ConnectionView) => ({
  Engine: connection.engine,
  Host: connection.host && `${connection.host}:${connection.port}`,
  Database: connection.database,
  ...(connection.schema && { Schema: connection.schema }),
  User: connection.user,
  Source: connection.source,
  Status: connection.status,
  'Latency ms': connection.latencyMs,
  Version: connection.serverVersion,
  ...(connection.error && { Problem: connection.error }),
});
