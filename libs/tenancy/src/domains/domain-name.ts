import { domainToASCII } from 'node:url';
import { InvalidTenantInputError } from '../tenancy.errors.js';
import { DomainNotAllowedError } from './domain.errors.js';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(String.raw`^(?=.{1,253}$)(${LABEL}\.)+${LABEL}$`);

/** A name that could be registered. A last label that is a number makes an IP literal, in any of its spellings. */
export function isDomain(name: string): boolean {
  return DOMAIN.test(name) && !/\.(\d+|0x[0-9a-f]*)$/.test(name);
}

/** Put before a domain: the name of the TXT record that verifies it. */
const RECORD_LABEL = '_tenantry-challenge';

/** The name of the TXT record that shows who owns a domain. */
export const verificationName = (domain: string): string => `${RECORD_LABEL}.${domain}`;

const MAX_DOMAIN = 253 - verificationName('').length;

/** In the form that hosts are compared by: lower case, punycode, without a trailing dot; '' when it has none. */
export const normaliseDomain = (text: string): string =>
  domainToASCII(text.trim()).toLowerCase().replace(/\.$/, '');

/**
 * A custom domain from outside. Throws InvalidTenantInputError when it is no name, DomainNotAllowedError when it
 * is one that can't be a tenant's.
 */
export function customDomain(text: string, baseDomain: string): string {
  const domain = normaliseDomain(text);
  // The URL parser drops tabs and reads "%61" as "a": what it would change is a typing error here.
  if (/[\s%/:@?#\\[\]*]/.test(text.trim()) || domain === '') {
    throw new InvalidTenantInputError([
      { path: 'domain', message: 'must be a name such as shop.example.org' },
    ]);
  }
  if (domain === baseDomain || domain.endsWith(`.${baseDomain}`)) {
    throw new DomainNotAllowedError(
      domain,
      `it is the platform's own: every tenant has <slug>.${baseDomain}`,
    );
  }
  if (/^[\d.]+$|\.(\d+|0x[0-9a-f]*)$/.test(domain))
    throw new DomainNotAllowedError(domain, 'it is an IP address');
  if (!isDomain(domain) || domain.length > MAX_DOMAIN) {
    throw new DomainNotAllowedError(
      domain,
      `nobody can register it; at most ${MAX_DOMAIN} characters, two labels or more`,
    );
  }
  return domain;
}
