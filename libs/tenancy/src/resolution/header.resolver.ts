import { BadHostError } from '../tenancy.errors.js';
import { namedSlug } from './named-slug.js';
import type { RequestHead, RequestResolver, Resolution } from './request.resolver.js';
import { TrustedProxies } from './trusted-proxies.js';

/** Which header names a tenant, and who may send it. */
export interface HeaderResolverOptions {
  /** Default: `x-tenant`. */
  readonly header?: string;
  /** Addresses and networks of the proxies whose header counts. From anybody else it is ignored. */
  readonly trustProxy: readonly string[];
}

/**
 * Names a tenant by a header that a trusted proxy sets to the slug, and takes away from clients that send it
 * themselves. In no chain unless it is put there, and after the host in every sensible one.
 */
export class HeaderResolver implements RequestResolver {
  readonly #header: string;
  readonly #proxies: TrustedProxies;

  constructor({ header = 'x-tenant', trustProxy }: HeaderResolverOptions) {
    this.#header = header.toLowerCase();
    this.#proxies = new TrustedProxies(trustProxy);
  }

  /** Throws BadHostError when the header names several. */
  resolve({ headers, socket }: RequestHead): Resolution | undefined {
    const given = headers[this.#header];
    if (given === undefined || !this.#proxies.includes(socket.remoteAddress)) return undefined;
    // Node joins a header that came twice by ", ".
    if (typeof given !== 'string' || given.includes(',')) {
      throw new BadHostError(`${this.#header} names several tenants`);
    }
    return { target: namedSlug(given.trim()) };
  }
}
