import { FleetMigration, type FleetPace, type FleetReport } from '@app/tenancy';
import type { Cli } from '../cli.js';
import { EXIT } from '../exit-code.js';
import { announceChange } from '../record-change.js';

export interface MigrateRequest extends Pick<FleetPace, 'parallel' | 'canary' | 'maxFailures'> {
  tenant?: string;
  check?: boolean;
  to?: string;
  module?: string;
}

/** Brings stores to the newest schema, or to a version; stops between two of them on SIGINT. */
export async function migrateTenants(cli: Cli, request: MigrateRequest): Promise<void> {
  const { tenant, check, to: version, module, ...pace } = request;
  const fleet = await cli.get(FleetMigration);
  const slugs = tenant === undefined ? undefined : [tenant];
  const to = fleet.versionOf({ version, module });
  if (check) return showCheck(cli, await fleet.behind(slugs, to), await fleet.faults(slugs));
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

function showCheck(cli: Cli, behind: string[], faults: string[]): void {
  if (behind.length + faults.length > 0) cli.exitCode = EXIT.failed;
  cli.output.result({ behind, ...(faults.length > 0 && { faults }) }, () =>
    [
      behind.length === 0 ? cli.output.good('Every store is current.') : `Behind: ${behind.join(', ')}`,
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
