import type { IncomingMessage } from 'node:http';
import { type HostTarget, resolveHost } from '../resolution/host.js';
import { resolvePath } from '../resolution/path.js';
import { TrustedProxies } from '../resolution/trusted-proxies.js';
import { BadHostError } from '../tenancy.errors.js';

export interface HostReaderOptions {
  /** The domain whose subdomains are tenants: lower-case, without port or trailing dot. */
  readonly baseDomain: string;
  /** Addresses and networks whose X-Forwarded-Host counts; default: none. */
  readonly trustProxy?: readonly string[];
}

const HOSTS_KEPT = 10_000;
const MEANING = Symbol('tenantry.host');
type ReadRequest = IncomingMessage & { [MEANING]?: HostTarget | BadHostError };

/** What the host of a request means, worked out once per request. */
export class HostReader {
  readonly #proxies: TrustedProxies;
  readonly #baseDomain: string;
  /** What a Host header alone means: the same for every request that sends nothing more. */
  readonly #known = new Map<string, HostTarget>();

  constructor({ baseDomain, trustProxy = [] }: HostReaderOptions) {
    this.#baseDomain = baseDomain;
    this.#proxies = new TrustedProxies(trustProxy);
  }

  /** Bounded by forgetting everything: anybody can send any host. */
  #remember(host: string, meaning: HostTarget): void {
    if (this.#known.size >= HOSTS_KEPT) this.#known.clear();
    this.#known.set(host, meaning);
  }

  /** Never throws, because routers call it; a host that can't be used is returned as its error. */
  read(request: ReadRequest): HostTarget | BadHostError {
    return (request[MEANING] ??= this.#resolve(request));
  }

  /**
   * The URL to route a request by: on the app host `/t/<slug>/…` means the rest, at that tenant. For Fastify's
   * `rewriteUrl`, which runs before anybody else asks for the host.
   */
  rewrite(request: ReadRequest): string {
    const url = request.url ?? '/';
    const host = this.read(request);
    if (host instanceof Error || host.kind !== 'app') return url;
    const path = resolvePath(url);
    if (!path) return url;
    request[MEANING] = path.target;
    return path.rest;
  }

  #resolve(request: IncomingMessage): HostTarget | BadHostError {
    const { hosts, forwardedHosts } = hostHeaders(request.rawHeaders);
    const fromTrustedProxy =
      forwardedHosts.length > 0 && this.#proxies.includes(request.socket.remoteAddress);
    const target = request.url ?? '/';
    const [host] = hosts;
    const plain = host !== undefined && hosts.length === 1 && forwardedHosts.length === 0 && isPath(target);
    const known = plain ? this.#known.get(host) : undefined;
    if (known) return known;
    try {
      const meaning = resolveHost({ hosts, forwardedHosts, fromTrustedProxy, target }, this.#baseDomain);
      if (plain) this.#remember(host, meaning);
      return meaning;
    } catch (error) {
      if (error instanceof BadHostError) return error;
      throw error;
    }
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
