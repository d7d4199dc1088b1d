import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConnectionService } from '../../control/connection/connection.service.js';
import type { ConnectionView } from '../../control/connection/tenant.view.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';
import { EXIT } from '../run/exit-code.js';
import { allTenants } from './list-tenants.js';

type Tested = ConnectionView & { slug: string };

const COLUMNS: Columns<Tested> = {
  Slug: ({ slug }) => slug,
  Engine: ({ engine }) => engine,
  Host: ({ host, port }) => host && `${host}:${port}`,
  Database: ({ database }) => database,
  Status: ({ status }) => status,
  'Latency ms': ({ latencyMs }) => latencyMs,
  Version: ({ serverVersion }) => serverVersion,
  Problem: ({ error }) => error,
};

/** Connects to each store, one after another; stops between two of them on SIGINT. */
export async function testConnections(cli: Cli, { tenant }: { tenant?: string }): Promise<void> {
  const connections = await cli.get(ConnectionService);
  const slugs = tenant === undefined ? await storedSlugs(cli) : [tenant];
  const signal = cli.io.stopSignal();
  const progress = cli.progress();
  const tested: Tested[] = [];
  for (const slug of slugs) {
    // On SQLite nothing else gives the event loop a turn, and a signal is heard in one.
    await nextTurn();
    if (signal.aborted) break;
    tested.push(Object.assign(await connections.get(slug), { slug }));
    progress.reach(tested.length, slugs.length);
  }
  progress.end();
  const isWhole = tested.length === slugs.length;
  if (!isWhole || tested.some(({ status }) => status !== 'ok')) cli.exitCode = EXIT.failed;
  if (!isWhole) cli.output.note(`Stopped after ${tested.length} of ${slugs.length} tenants.`);
  cli.output.result(tested, () => cli.output.table(COLUMNS, tested));
}

/** Those that have a store to connect to. */
async function storedSlugs(cli: Cli): Promise<string[]> {
  const tenants = await allTenants(cli);
  return tenants
    .filter(({ status }) => !['provisioning', 'failed', 'deleted'].includes(status))
    .map(({ slug }) => slug);
}
