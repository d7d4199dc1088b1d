import { TenantChangeInput } from '../../control/tenants/tenant.input.js';
import { TenantService } from '../../control/tenants/tenant.service.js';
import { checked } from '../run/checked.js';
import type { Cli } from '../run/cli.js';
import { recordChange } from '../run/record-change.js';
import { UsageError } from '../run/usage.error.js';
import { printTenant } from './show-tenant.js';

interface UpdateOptions {
  enable?: string[];
  disable?: string[];
}

/** Changes what the options name and nothing else. */
export async function updateTenant(cli: Cli, slug: string, options: UpdateOptions): Promise<void> {
  if (Object.keys(options).length === 0) throw new UsageError('Name what is to be changed; see --help.');
  const { enable = [], disable = [], ...rest } = options;
  const switched = [...enable.map((name) => [name, true]), ...disable.map((name) => [name, false])];
  const features = switched.length > 0 && { features: Object.fromEntries(switched) as object };
  const change = await checked(TenantChangeInput, { ...rest, ...features });
  const tenants = await cli.get(TenantService);
  const line = { action: 'tenant.update', id: slug, input: change } as const;
  await printTenant(cli, await recordChange(cli, line, () => tenants.update(slug, change)));
}
