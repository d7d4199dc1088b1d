import { type HostTarget, resolveHost } from './host.js';
import type { RequestHead, RequestResolver, Resolution } from './request.resolver.js';
import { TrustedProxies } from './trusted-proxies.js';

/** What the host resolver is told. */
export interface HostResolverOptions {
  /** The domain whose subdomains are tenants: lower-case, without port or trailing dot. */
  readonly baseDomain: string;
  /** Addresses and networks whose X-Forwarded-Host counts; default: none. */
  readonly trustProxy?: readonly string[];
}

const HOSTS_KEPT = 10_000;

/** Names a tenant by its subdomain or its custom domain. First in the chain: nothing outranks the host. */
export class HostResolver implements RequestResolver {
  readonly #proxies: TrustedProxies;
  readonly #baseDomain: string;
  /** What a Host header alone means: the same for every request that sends nothing more. */
  readonly #known = new Map<string, Resolution>();

  constructor({ baseDomain, trustProxy = [] }: HostResolverOptions) {
    this.#baseDomain = baseDomain;
    this.#proxies = new TrustedProxies(trustProxy);
  }

  resolve(request: RequestHead): Resolution {
    const { hosts, forwardedHosts } = hostHeaders(request.rawHeaders);
    const target = request.url ?? '/';
    const [host] = hosts;
    const plain = host !== undefined && hosts.length === 1 && forwardedHosts.length === 0 && isPath(target);
    const known = plain ? this.#known.get(host) : undefined;
    if (known) return known;
    const fromTrustedProxy =
      forwardedHosts.length > 0 && this.#proxies.includes(request.socket.remoteAddress);
    const meaning = resolveHost({ hosts, forwardedHosts, fromTrustedProxy, target }, this.#baseDomain);
    return plain ? this.#remember(host, meaning) : { target: meaning };
  }

  /** Bounded by forgetting everything: anybody can send any host. */
  #remember(host: string, target: HostTarget): Resolution {
    if (this.#known.size >= HOSTS_KEPT) this.#known.clear();
    const resolution = { target };
    this.#known.set(host, resolution);
    return resolution;
  }
}

/** Nothing but a path: in absolute form the request line names a host too. */
const isPath = (target: string): boolean => target[0] === '/' && target[1] !== '/';

/** From the raw headers: Node's own object keeps the first Host and joins the others. */
function hostHeaders(raw: readonly string[]): { hosts: string[]; forwardedHosts: string[] } {
  const hosts: string[] = [];
  const forwardedHosts: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    // Lengths first: this runs for every header of every request.
    if (name.length === 4 && name.toLowerCase() === 'host') hosts.push(raw[index + 1] ?? '');
    else if (name.length === 16 && name.toLowerCase() === 'x-forwarded-host') {
      forwardedHosts.push(raw[index + 1] ?? '');
    }
  }
  return { hosts, forwardedHosts };
}
