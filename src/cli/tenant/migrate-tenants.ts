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
  if (check) return showBehind(cli, await fleet.behind(slugs));
  const progress = cli.progress();
  const report = await fleet
    .run({ slugs, signal: cli.io.stopSignal(), onProgress: (done, total) => progress.reach(done, total) })
    .finally(() => progress.end());
  if (report.failed.length > 0 || report.interrupted) cli.exitCode = EXIT.failed;
  cli.output.result(report, () => linesOf(cli, report).join('\n'));
}

function showBehind(cli: Cli, behind: string[]): void {
  if (behind.length > 0) cli.exitCode = EXIT.failed;
  cli.output.result({ behind }, () =>
    behind.length === 0 ? cli.output.good('Every store is current.') : `Behind: ${behind.join(', ')}`,
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
