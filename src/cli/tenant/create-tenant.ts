import { OperationRunner } from '@app/tenancy';
import { AppConfig } from '../../config.js';
import { NewTenantInput } from '../../control/tenants/tenant.input.js';
import { TenantService } from '../../control/tenants/tenant.service.js';
import { checked } from '../checked.js';
import type { Cli } from '../cli.js';
import { type DatabaseOptions, withDatabaseUrl } from './database-options.js';

export type CreateOptions = Partial<NewTenantInput> & DatabaseOptions;

/** Makes a tenant and waits until it is ready. The invitation is told here once and can't be read later. */
export async function createTenant(cli: Cli, options: CreateOptions): Promise<void> {
  const input = await checked(NewTenantInput, withDatabaseUrl(options));
  const tenants = await cli.get(TenantService);
  const runner = await cli.get(OperationRunner);
  const { tenant, operationId } = await tenants.create(input);
  const invitationUrl = (await runner.finished(operationId)).get('invitationUrl');
  const url = (await cli.get(AppConfig)).urlOf(tenant.slug);
  const created = await tenants.get(tenant.slug);
  cli.output.result(Object.assign(created, { url }, invitationUrl ? { invitationUrl } : {}), () =>
    cli.output.record({
      Tenant: `${created.name} (${created.slug})`,
      URL: url,
      Administrator: created.adminEmail,
      ...(invitationUrl && { 'Invitation (shown once)': invitationUrl }),
    }),
  );
}
