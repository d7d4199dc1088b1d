/** What can be done with a custom domain, with its help text. */
export const DOMAIN_CHANGES = {
  add: 'claim a domain; prints the TXT record to make',
  verify: 'look for the TXT record; then the domain leads to the tenant',
  primary: 'let links in mails lead there',
  remove: 'it leads nowhere from now on',
} as const;

export type DomainChange = keyof typeof DOMAIN_CHANGES;
