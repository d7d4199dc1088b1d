import { type TenantDomain, TenantDomains } from '@tenantry/nest/operator';
import type { DomainChange } from './domain-change.js';
import type { Cli } from '../run/cli.js';
import type { Columns } from '../run/cli.output.js';
import { recordChange } from '../run/record-change.js';

const COLUMNS: Columns<TenantDomain> = {
  Domain: ({ domain }) => domain,
  Verified: ({ verified }) => verified,
  Primary: ({ primary }) => primary,
  Record: ({ verification: { type, name } }) => `${type} ${name}`,
  Value: ({ verification: { value } }) => value,
};

export async function listDomains(cli: Cli, slug: string): Promise<void> {
  const found = await (await cli.get(TenantDomains)).list(slug);
  cli.output.result(found, () =>
    found.length === 0 ? `${slug} has no domain of its own.` : cli.output.table(COLUMNS, found),
  );
}

/** Changes one; a running server hears of it within a second or two. */
export async function changeDomain(
  cli: Cli,
  change: DomainChange,
  { slug, domain }: { slug: string; domain: string },
): Promise<void> {
  const domains = await cli.get(TenantDomains);
  const method = change === 'primary' ? 'makePrimary' : change;
  const line = { action: `domain.${change}`, id: slug, input: { domain } } as const;
  const changed = await recordChange(cli, line, async () => domains[method](slug, domain));
  if (!changed) return cli.output.result({ removed: domain }, () => `${domain} is removed.`);
  cli.output.result(changed, () => cli.output.table(COLUMNS, [changed]));
}
