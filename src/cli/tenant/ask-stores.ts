import { FleetMigration, type StoreStatus, StoreCheck } from '@tenantry/nest/operator';
import type { Cli } from '../run/cli.js';

export interface AskedStore {
  readonly tenant: string;
  readonly status: StoreStatus;
  readonly error?: string;
}

/** Connects to each store, one after another; stops between two of them on SIGINT. */
export async function askStores(cli: Cli, slugs: readonly string[] | undefined): Promise<AskedStore[]> {
  const stores = await cli.get(StoreCheck);
  const tenants = await (await cli.get(FleetMigration)).withStores(slugs);
  const signal = cli.io.stopSignal();
  const progress = cli.progress();
  const asked: AskedStore[] = [];
  for (const tenant of tenants) {
    if (signal.aborted) break;
    const { status, error } = await stores.checkSchema(tenant);
    asked.push({ tenant: tenant.slug, status, ...(error !== undefined && { error }) });
    progress.reach(asked.length, tenants.length);
  }
  progress.end();
  return asked;
}
