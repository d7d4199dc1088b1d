import { TenancyError } from '../tenancy.errors.js';

/** Somebody has this domain already: another tenant, verified, or the tenant itself. */
export class DomainTakenError extends TenancyError {
  readonly code = 'domain_taken';
  constructor(domain: string, owner: 'another tenant' | 'this tenant') {
    const remedy = owner === 'another tenant' ? ' It has to be removed there first.' : '';
    super(`The domain "${domain}" is ${owner}'s already.${remedy}`);
  }
}

/** The domain can't be anybody's custom domain. */
export class DomainNotAllowedError extends TenancyError {
  readonly code = 'domain_not_allowed';
  readonly errors: { path: string; message: string }[];
  constructor(domain: string, reason: string) {
    super(`The domain "${domain}" can't be used: ${reason}.`);
    this.errors = [{ path: 'domain', message: reason }];
  }
}

/** The TXT record that shows who owns the domain isn't there. */
export class DomainNotVerifiedError extends TenancyError {
  readonly code = 'domain_not_verified';
  constructor(domain: string, record: { name: string; value: string }) {
    super(
      `The domain "${domain}" is not verified. Make the TXT record ${record.name} with the value ` +
        `"${record.value}", wait until the DNS shows it, then verify.`,
    );
  }
}

/** The tenant has no such domain. */
export class DomainNotFoundError extends TenancyError {
  readonly code = 'not_found';
  constructor(slug: string, domain: string) {
    super(`Tenant "${slug}" has no domain "${domain}".`);
  }
}

/** The DNS gave no answer, so nothing is known of the record. */
export class DnsUnavailableError extends TenancyError {
  readonly code = 'dns_unavailable';
  override readonly retryAfterSeconds = 30;
  constructor(name: string, options?: ErrorOptions) {
    super(`The DNS gave no answer about "${name}". Nothing was changed; try again.`, options);
  }
}
