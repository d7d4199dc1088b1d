import { TenantService } from '../../control/tenants/tenant.service.js';
import type { Cli } from '../cli.js';
import { printTenant } from './show-tenant.js';

/** Suspends or resumes a tenant; a running server hears of it within a second or two. */
export async function changeTenantStatus(cli: Cli, verb: 'suspend' | 'resume', slug: string): Promise<void> {
  const tenants = await cli.get(TenantService);
  await printTenant(cli, await (verb === 'suspend' ? tenants.suspend(slug) : tenants.resume(slug)));
}
