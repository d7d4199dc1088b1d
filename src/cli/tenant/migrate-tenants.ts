import { FleetMigration, type FleetReport } from '@app/tenancy';
import type { Cli } from '../cli.js';
import { EXIT } from '../exit-code.js';

export interface MigrateRequest {
  tenant?: string;
  check?: boolean;
}

/** Brings stores to the newest schema, one after another; stops between two of them on SIGINT. */
export async function migrateTenants(cli: Cli, { tenant, check }: MigrateRequest): Promise<void> {
  const fleet = await cli.get(FleetMigration);
  const slugs = tenant === undefined ? undefined : [tenant];
  if (check) return showCheck(cli, await fleet.behind(slugs), await fleet.faults(slugs));
  const progress = cli.progress();
  const report = await fleet
    .run({ slugs, signal: cli.io.stopSignal(), onProgress: (done, total) => progress.reach(done, total) })
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

function linesOf(cli: Cli, { succeeded, failed, skipped, interrupted }: FleetReport): string[] {
  return [
    ...succeeded.map((tenant) => cli.output.good(`${tenant}: migrated`)),
    ...skipped.map(({ tenant, reason }) => `${tenant}: skipped, ${reason}`),
    ...failed.map(({ tenant, error }) => cli.output.bad(`${tenant}: ${error}`)),
    `${succeeded.length} migrated, ${skipped.length} skipped, ${failed.length} failed.`,
    ...(interrupted ? ['Stopped between two tenants. Run it again for the rest.'] : []),
  ];
}
