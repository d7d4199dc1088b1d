import type { TenantQuery } from '../../control/tenants/tenant.input.js';
import { TenantService } from '../../control/tenants/tenant.service.js';
import type { TenantView } from '../../control/connection/tenant.view.js';
import { MAX_PAGE_SIZE } from '../../kernel/lists/pagination.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';
import { EXIT } from '../run/exit-code.js';

const DAY_MS = 86_400_000;

const daysLeft = ({ trialEndsAt }: TenantView): number | null =>
  trialEndsAt && Math.max(0, Math.ceil((trialEndsAt.getTime() - Date.now()) / DAY_MS));

const COLUMNS: Columns<TenantView> = {
  Slug: ({ slug }) => slug,
  Name: ({ name }) => name,
  Status: ({ status }) => status,
  Isolation: ({ isolation }) => isolation,
  Users: ({ users, maxUsers }) => `${users}/${maxUsers}`,
  Plan: ({ plan }) => plan,
};

/** What `tenant show` tells of one. */
const MORE: Columns<TenantView> = {
  'Days left': daysLeft,
  Server: ({ server }) => server,
  Store: ({ store }) => store,
  Schema: ({ schemaVersion }) => schemaVersion,
};

const CHECKED: Columns<TenantView> = { ...COLUMNS, Database: ({ databaseStatus }) => databaseStatus };

export interface ListRequest {
  activeOnly?: boolean;
  check?: boolean;
}

/** All tenants, by slug. */
export async function listTenants(cli: Cli, { activeOnly, check }: ListRequest): Promise<void> {
  const found = await allTenants(cli, { ...(activeOnly && { status: 'active' }), ...(check && { check }) });
  if (check && found.some(({ databaseStatus }) => databaseStatus !== 'ok')) cli.exitCode = EXIT.failed;
  cli.output.result(found, () =>
    found.length === 0 ? 'There are no tenants.' : cli.output.table(check ? CHECKED : COLUMNS, found, MORE),
  );
}

export async function allTenants(cli: Cli, filter: Partial<TenantQuery> = {}): Promise<TenantView[]> {
  const tenants = await cli.get(TenantService);
  const found: TenantView[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await tenants.list({ ...filter, limit: MAX_PAGE_SIZE, ...(cursor && { cursor }) });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}
