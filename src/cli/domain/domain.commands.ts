import type { Command } from 'commander';
import type { Cli } from '../run/cli.js';
import { type DomainChange, DOMAIN_CHANGES } from './domain-change.js';

/** `tenant domains <slug>`, and what can be done with one of them. */
export function addDomainCommands(tenant: Command, cli: Cli): void {
  const domains = tenant.command('domains').description('custom domains of a tenant');
  domains
    .command('list <slug>', { isDefault: true })
    .description('all of them, with the records that verify them')
    .action(async (slug: string) => {
      const { listDomains } = await import('./tenant-domains.js');
      await listDomains(cli, slug);
    });
  for (const [verb, description] of Object.entries(DOMAIN_CHANGES) as [DomainChange, string][]) {
    domains
      .command(`${verb} <slug> <domain>`)
      .description(description)
      .action(async (slug: string, domain: string) => {
        const { changeDomain } = await import('./tenant-domains.js');
        await changeDomain(cli, verb, { slug, domain });
      });
  }
}
