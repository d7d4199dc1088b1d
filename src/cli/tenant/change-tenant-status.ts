import { TenantService } from '../../control/tenants/tenant.service.js';
import type { Cli } from '../run/cli.js';
import { recordChange } from '../run/record-change.js';
import { printTenant } from './show-tenant.js';

/** Suspends or resumes a tenant; a running server hears of it within a second or two. */
export async function changeTenantStatus(cli: Cli, verb: 'suspend' | 'resume', slug: string): Promise<void> {
  const tenants = await cli.get(TenantService);
  const change = { action: `tenant.${verb}`, id: slug } as const;
  await printTenant(cli, await recordChange(cli, change, () => tenants[verb](slug)));
}
