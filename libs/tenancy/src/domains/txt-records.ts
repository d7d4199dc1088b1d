import { Resolver } from 'node:dns/promises';
import { DnsUnavailableError } from './domain.errors.js';

const TIMEOUT_MS = 3_000;
const TRIES = 2;

/** NXDOMAIN, and a name without a TXT record. Everything else says nothing about the record. */
const GONE = new Set(['ENOTFOUND', 'ENODATA']);

/** Looks up TXT records. Another one can be given as `TenancyOptions.txtRecords`. */
export interface TxtLookup {
  /** The values at a name; none when there is no record. Throws DnsUnavailableError when nobody knows. */
  find(name: string): Promise<readonly string[]>;
}

/** TXT records by the resolvers that this machine is set to, or by those that are given as `address:port`. */
export class TxtRecords implements TxtLookup {
  private readonly resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });

  constructor(servers?: readonly string[]) {
    if (servers) this.resolver.setServers(servers);
  }

  async find(name: string): Promise<readonly string[]> {
    try {
      return (await this.resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      if (GONE.has(String((error as NodeJS.ErrnoException).code))) return [];
      throw new DnsUnavailableError(name, { cause: error });
    }
  }
}
