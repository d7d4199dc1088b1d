import { AppConfig } from '../../config.js';
import { TenantService } from '../../control/tenants/tenant.service.js';
import type { TenantView } from '../../control/tenants/tenant.view.js';
import type { Cli } from '../cli.js';

export async function showTenant(cli: Cli, slug: string): Promise<void> {
  const tenants = await cli.get(TenantService);
  await printTenant(cli, await tenants.get(slug));
}

/** What is known of a tenant; also what a command that changed it says at the end. */
export async function printTenant(cli: Cli, tenant: TenantView): Promise<void> {
  const url = (await cli.get(AppConfig)).urlOf(tenant.slug);
  cli.output.result(Object.assign(tenant, { url }), () =>
    cli.output.record({ ...fieldsOf(tenant), URL: url }),
  );
}

const fieldsOf = (tenant: TenantView) => ({
  Slug: tenant.slug,
  Name: tenant.name,
  Status: tenant.status,
  Administrator: tenant.adminEmail,
  Users: `${tenant.users} of ${tenant.maxUsers}`,
  'Multi-location': tenant.multiLocation,
  Plan: tenant.plan,
  Currency: tenant.currency,
  Engine: tenant.engine,
  Isolation: tenant.isolation,
  Server: tenant.server,
  Store: tenant.store,
  Region: tenant.region,
  Schema: tenant.schemaVersion,
  Created: tenant.createdAt.toISOString(),
});
