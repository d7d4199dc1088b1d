import type { Command } from 'commander';
import type { Cli } from './cli.js';

const CHANGES = {
  add: 'claim a domain; prints the TXT record to make',
  verify: 'look for the TXT record; then the domain leads to the tenant',
  primary: 'let links in mails lead there',
  remove: 'it leads nowhere from now on',
} as const;

export type DomainChange = keyof typeof CHANGES;

/** `tenant domains <slug>`, and what can be done with one of them. */
export function addDomainCommands(tenant: Command, cli: Cli): void {
  const domains = tenant.command('domains').description('custom domains of a tenant');
  domains
    .command('list <slug>', { isDefault: true })
    .description('all of them, with the records that verify them')
    .action(async (slug: string) => {
      const { listDomains } = await import('./tenant/tenant-domains.js');
      await listDomains(cli, slug);
    });
  for (const [verb, description] of Object.entries(CHANGES) as [DomainChange, string][]) {
    domains
      .command(`${verb} <slug> <domain>`)
      .description(description)
      .action(async (slug: string, domain: string) => {
        const { changeDomain } = await import('./tenant/tenant-domains.js');
        await changeDomain(cli, verb, { slug, domain });
      });
  }
}
