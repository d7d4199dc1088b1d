import { OperationRunner } from '@tenantry/nest/operator';
import { AppConfig } from '../../config/config.js';
import { NewTenantInput } from '../../control/tenants/tenant.input.js';
import { ServerService } from '../../control/servers/server.service.js';
import { TenantService } from '../../control/tenants/tenant.service.js';
import { checked } from '../run/checked.js';
import { recordChange } from '../run/record-change.js';
import type { Cli } from '../run/cli.js';
import { databaseUrlOf } from '../../control/connection/database-url.js';
import { DatabaseInput } from '../../control/connection/connection.input.js';
import { type DatabaseOptions, databaseOf } from './database-options.js';

export type CreateOptions = Partial<NewTenantInput> & DatabaseOptions;

/** Makes a tenant and waits until it is ready. The invitation is told here once and can't be read later. */
export async function createTenant(cli: Cli, options: CreateOptions): Promise<void> {
  const { database, rest } = databaseOf(options);
  const databaseUrl = databaseUrlOf(await checked(DatabaseInput, database));
  const input = await checked(NewTenantInput, { ...rest, databaseUrl });
  const tenants = await cli.get(TenantService);
  const runner = await cli.get(OperationRunner);
  const change = { action: 'tenant.create', id: input.slug, input } as const;
  const { tenant, operationId } = await recordChange(cli, change, () => tenants.create(input));
  const invitationUrl = (await runner.finished(operationId)).get('invitationUrl');
  const url = (await cli.get(AppConfig)).urlOf(tenant.slug);
  const created = await tenants.get(tenant.slug);
  const warnings = await (await cli.get(ServerService)).warningsFor(created);
  for (const warning of warnings) cli.output.note(warning);
  cli.output.result(
    Object.assign(
      created,
      { url, ...(warnings.length > 0 && { warnings }) },
      invitationUrl ? { invitationUrl } : {},
    ),
    () =>
      cli.output.record({
        Tenant: `${created.name} (${created.slug})`,
        URL: url,
        Administrator: created.adminEmail,
        ...(invitationUrl && { 'Invitation (shown once)': invitationUrl }),
      }),
  );
}
