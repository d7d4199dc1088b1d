import { StoreSize, TenantCatalog } from '@tenantry/nest/operator';
import { AppConfig } from '../../config/config.js';
import { TenantService } from '../../control/tenants/tenant.service.js';
import type { TenantView } from '../../control/connection/tenant.view.js';
import type { Cli } from '../run/cli.js';

export async function showTenant(cli: Cli, slug: string): Promise<void> {
  const tenants = await cli.get(TenantService);
  const tenant = await tenants.get(slug);
  const sizes = await cli.get(StoreSize);
  const sizeBytes = (await sizes.find(await (await cli.get(TenantCatalog)).get(slug))) ?? null;
  await printTenant(cli, Object.assign(tenant, { sizeBytes }));
}

/** What is known of a tenant; also what a command that changed it says at the end. */
export async function printTenant(
  cli: Cli,
  tenant: TenantView & { sizeBytes?: number | null },
): Promise<void> {
  const url = (await cli.get(AppConfig)).urlOf(tenant.slug);
  cli.output.result(Object.assign(tenant, { url }), () =>
    cli.output.record({ ...fieldsOf(tenant), URL: url }),
  );
}

const fieldsOf = (tenant: TenantView & { sizeBytes?: number | null }) => ({
  Slug: tenant.slug,
  Name: tenant.name,
  Status: tenant.status,
  Administrator: tenant.adminEmail,
  Users: `${tenant.users} of ${tenant.maxUsers}`,
  'Multi-location': tenant.multiLocation,
  'Switched off': Object.keys(tenant.features)
    .filter((name) => name !== 'multiLocation' && !tenant.features[name])
    .join(', '),
  Plan: tenant.plan,
  Currency: tenant.currency,
  Engine: tenant.engine,
  Isolation: tenant.isolation,
  Server: tenant.server,
  Store: tenant.store,
  ...('sizeBytes' in tenant && { Size: sizeText(tenant.sizeBytes) }),
  Region: tenant.region,
  Schema: tenant.schemaVersion,
  Created: tenant.createdAt.toISOString(),
});

/** Nothing where tenants share tables. */
function sizeText(bytes: number | null | undefined): string | null {
  return bytes == null ? null : `${(bytes / 1e6).toFixed(1)} MB`;
}
