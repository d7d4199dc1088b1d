import type { IncomingMessage } from 'node:http';
import { defaultResolvers } from '../resolution/default-resolvers.js';
import type { HostTarget } from '../resolution/host.js';
import type { RequestResolver, Resolution } from '../resolution/request.resolver.js';
import type { TenancyOptions } from '../tenancy.options.js';
import { BadHostError } from '../tenancy.errors.js';

/** What the reader is told: the part of TenancyOptions that is about hosts. */
export type HostReaderOptions = Pick<TenancyOptions, 'baseDomain' | 'trustProxy' | 'resolution'>;

const MEANING = Symbol('tenantry.host');
type ReadRequest = IncomingMessage & { [MEANING]?: Resolution | BadHostError };

/** On the platform's own host nobody is named, unless a resolver says otherwise. */
const NOBODY: Resolution = { target: { kind: 'app' } };

/** Where a request goes, by the resolvers of the chain; worked out once per request. */
export class HostReader {
  readonly #chain: readonly RequestResolver[];

  constructor(options: HostReaderOptions) {
    this.#chain = options.resolution?.chain ?? defaultResolvers(options);
  }

  /** Never throws, because routers call it; a host that can't be used is returned as its error. */
  read(request: ReadRequest): HostTarget | BadHostError {
    const meaning = (request[MEANING] ??= this.#resolve(request));
    return meaning instanceof Error ? meaning : meaning.target;
  }

  /**
   * The URL to route a request by: on the app host `/t/<slug>/…` means the rest, at that tenant. For Fastify's
   * `rewriteUrl`, which runs before anybody else asks for the host.
   */
  rewrite(request: ReadRequest): string {
    const meaning = (request[MEANING] ??= this.#resolve(request));
    return (meaning instanceof Error ? undefined : meaning.url) ?? request.url ?? '/';
  }

  #resolve(request: IncomingMessage): Resolution | BadHostError {
    try {
      return this.#ask(request);
    } catch (error) {
      if (error instanceof BadHostError) return error;
      throw error;
    }
  }

  #ask(request: IncomingMessage): Resolution {
    let found = NOBODY;
    for (const resolver of this.#chain) {
      found = resolver.resolve(request) ?? found;
      if (found.target.kind !== 'app') break;
    }
    return found;
  }
}
