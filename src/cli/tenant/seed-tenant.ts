import { Tenancy } from '@tenantry/nest';
import { TenantService } from '../../control/tenants/tenant.service.js';
import { DemoSeeder, type SeedReport, type SeedSize } from '../../seed/demo.seeder.js';
import { NorthwindSeeder } from '../../seed/northwind.seeder.js';
import type { Cli } from '../run/cli.js';
import { announceChange } from '../run/record-change.js';

interface SeedRequest {
  size: SeedSize;
  sample?: 'northwind';
  seed: number;
}

/** Fills an empty tenant; one that has customers or products is refused and left as it is. */
export async function seedTenant(cli: Cli, slug: string, { size, sample, seed }: SeedRequest): Promise<void> {
  const tenancy = await cli.get(Tenancy);
  const demo = await cli.get(DemoSeeder);
  const northwind = await cli.get(NorthwindSeeder);
  await (await cli.get(TenantService)).get(slug);
  await announceChange(cli, { action: 'tenant.seed', id: slug, input: { size, sample, seed } });
  const signal = cli.io.stopSignal();
  const report: SeedReport = await tenancy.run(slug, () =>
    sample === 'northwind' ? northwind.seed(slug, signal) : demo.seed({ size, seed, signal }),
  );
  cli.output.result({ tenant: slug, ...report }, () =>
    cli.output.good(
      `"${slug}" has ${report.customers} customers, ${report.products} products and ${report.invoices} invoices.`,
    ),
  );
}
