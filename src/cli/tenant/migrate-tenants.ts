import { FleetMigration, type FleetPace, type FleetReport } from '@tenantry/nest/operator';
import type { Cli } from '../run/cli.js';
import { EXIT } from '../run/exit-code.js';
import { type AskedStore, askStores } from './ask-stores.js';
import { UsageError } from '../run/usage.error.js';
import { announceChange } from '../run/record-change.js';

export interface MigrateRequest extends Pick<FleetPace, 'parallel' | 'canary' | 'maxFailures'> {
  tenant?: string;
  check?: boolean;
  connect?: boolean;
  to?: string;
  module?: string;
}

/** Brings stores to the newest schema, or to a version; stops between two of them on SIGINT. */
export async function migrateTenants(cli: Cli, request: MigrateRequest): Promise<void> {
  const { tenant, check, connect, to: version, module, ...pace } = request;
  if (connect && !check) throw new UsageError('--connect goes with --check.');
  const fleet = await cli.get(FleetMigration);
  const slugs = tenant === undefined ? undefined : [tenant];
  const to = fleet.versionOf({ version, module });
  if (check) {
    const asked = connect ? await askStores(cli, slugs) : undefined;
    return showCheck(cli, {
      behind: await fleet.behind(slugs, to),
      faults: await fleet.faults(slugs),
      asked,
    });
  }
  await announceChange(cli, {
    action: 'tenant.migrate',
    ...(tenant !== undefined && { id: tenant }),
    input: { ...pace, ...(to !== undefined && { to }) },
  });
  const progress = cli.progress();
  const onProgress = (done: number, total: number) => progress.reach(done, total);
  const report = await fleet
    .run({ ...pace, slugs, to, signal: cli.io.stopSignal(), onProgress })
    .finally(() => progress.end());
  if (report.failed.length > 0 || report.interrupted) cli.exitCode = EXIT.failed;
  cli.output.result(report, () => linesOf(cli, report).join('\n'));
}

interface CheckedFleet {
  readonly behind: readonly string[];
  readonly faults: readonly string[];
  /** Undefined: no store was asked. */
  readonly asked: readonly AskedStore[] | undefined;
}

const NOT_ASKED = 'No store was asked: the catalog says so. With --connect each of them is.';

function showCheck(cli: Cli, { behind, faults, asked }: CheckedFleet): void {
  const unwell = (asked ?? []).filter(({ status }) => status !== 'ok');
  if (behind.length + faults.length + unwell.length > 0) cli.exitCode = EXIT.failed;
  const stores = asked && { stores: asked };
  cli.output.result({ behind, ...(faults.length > 0 && { faults }), ...stores }, () =>
    [
      ...(behind.length > 0 ? [`Behind: ${behind.join(', ')}`] : []),
      ...(behind.length + unwell.length === 0 ? [cli.output.good('Every store is current.')] : []),
      ...(asked ? [`${asked.length} stores were asked.`] : [NOT_ASKED]),
      ...unwell.map(({ tenant, status, error }) => cli.output.bad(`${tenant}: ${status}, ${error ?? ''}`)),
      ...faults.map((fault) => cli.output.bad(fault)),
      ...(faults.length > 0
        ? ['Name a tenant of that server to repair its tables: tenant migrate --tenant <slug>']
        : []),
    ].join('\n'),
  );
}

const STOPPED = {
  signal: 'Stopped between two tenants.',
  canary: 'Stopped, because a canary failed.',
  max_failures: 'Stopped, because too many failed.',
};

function linesOf(cli: Cli, { succeeded, failed, skipped, interrupted, stoppedBy }: FleetReport): string[] {
  return [
    ...succeeded.map((tenant) => cli.output.good(`${tenant}: migrated`)),
    ...skipped.map(({ tenant, reason }) => `${tenant}: skipped, ${reason}`),
    ...failed.map(({ tenant, error }) => cli.output.bad(`${tenant}: ${error}`)),
    `${succeeded.length} migrated, ${skipped.length} skipped, ${failed.length} failed.`,
    ...(interrupted ? [`${STOPPED[stoppedBy ?? 'signal']} Run it again for the rest.`] : []),
  ];
}
