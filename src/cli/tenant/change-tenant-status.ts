import { TenantService } from '../../control/tenants/tenant.service.js';
import type { Cli } from '../cli.js';
import { recordChange } from '../record-change.js';
import { printTenant } from './show-tenant.js';

/** Suspends or resumes a tenant; a running server hears of it within a second or two. */
export async function changeTenantStatus(cli: Cli, verb: 'suspend' | 'resume', slug: string): Promise<void> {
  const tenants = await cli.get(TenantService);
  const tenant = await (verb === 'suspend' ? tenants.suspend(slug) : tenants.resume(slug));
  await recordChange(cli, `tenant.${verb}`, { id: slug });
  await printTenant(cli, tenant);
}
