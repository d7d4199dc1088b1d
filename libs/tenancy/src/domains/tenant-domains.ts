import { type DomainCatalog, type DomainRecord, recordOf } from './domain-catalog.js';
import { customDomain, normaliseDomain } from './domain-name.js';
import { DomainNotVerifiedError } from './domain.errors.js';
import type { TenantCatalog } from '../catalog/tenant-catalog.js';
import type { TenantDomainEntity } from '../catalog/rows/tenant-domain.entity.js';
import { CHECK_EVERY_MS } from './domain-recheck.js';
import type { TxtLookup } from './txt-records.js';

/** A custom domain of a tenant, as operators see it. */
export interface TenantDomain {
  /** In its ASCII form. */
  domain: string;
  /** Only a verified one is routed to. */
  verified: boolean;
  /** Links in mails lead there. */
  primary: boolean;
  /** The record that the tenant has to keep in the DNS. */
  verification: DomainRecord;
}

interface Parts {
  tenants: TenantCatalog;
  domains: DomainCatalog;
  records: TxtLookup;
  baseDomain: string;
}

/**
 * Custom domains of tenants, by slug and by a domain in any spelling. All of them throw TenantNotFoundError and,
 * but for `list` and `add`, DomainNotFoundError.
 */
export class TenantDomains {
  constructor(private readonly parts: Parts) {}

  async list(slug: string): Promise<TenantDomain[]> {
    const tenant = await this.parts.tenants.get(slug);
    return (await this.parts.domains.list(tenant)).map(viewOf);
  }

  /** Claims a domain. Throws InvalidTenantInputError, DomainNotAllowedError, DomainTakenError. */
  async add(slug: string, text: string): Promise<TenantDomain> {
    const tenant = await this.parts.tenants.get(slug);
    return viewOf(await this.parts.domains.add(tenant, customDomain(text, this.parts.baseDomain)));
  }

  /**
   * Looks for the TXT record; from then on the domain leads to the tenant. Does nothing more than look when it
   * did before. Throws DomainNotVerifiedError, DomainTakenError, DnsUnavailableError.
   */
  async verify(slug: string, text: string): Promise<TenantDomain> {
    const tenant = await this.parts.tenants.get(slug);
    const claim = await this.parts.domains.get(tenant, normaliseDomain(text));
    const record = recordOf(claim);
    if (!(await this.parts.records.find(record.name)).includes(record.value)) {
      throw new DomainNotVerifiedError(claim.domain, record);
    }
    const next = new Date(Date.now() + CHECK_EVERY_MS);
    return viewOf(await this.parts.domains.setVerified(tenant, claim, next));
  }

  /** Links in mails lead there from now on. Throws DomainNotVerifiedError. */
  async makePrimary(slug: string, text: string): Promise<TenantDomain> {
    const tenant = await this.parts.tenants.get(slug);
    return viewOf(await this.parts.domains.setPrimary(tenant, normaliseDomain(text)));
  }

  async remove(slug: string, text: string): Promise<void> {
    const tenant = await this.parts.tenants.get(slug);
    await this.parts.domains.remove(tenant, normaliseDomain(text));
  }
}

const viewOf = (row: TenantDomainEntity): TenantDomain => ({
  domain: row.domain,
  verified: row.verifiedDomain !== null,
  primary: row.primary,
  verification: recordOf(row),
});
