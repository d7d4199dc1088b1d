import { isDomain } from '../domains/domain-name.js';
import { slugProblem } from '../slug.js';
import { BadHostError } from '../tenancy.errors.js';

/** A tenant, by one of the names it has. */
export type TenantTarget =
  | { readonly kind: 'tenant'; readonly slug: string }
  /** By a verified token, which carries the id and not the slug. */
  | { readonly kind: 'id'; readonly id: string }
  /** A name outside BASE_DOMAIN: a tenant's if it is somebody's verified custom domain. */
  | { readonly kind: 'domain'; readonly domain: string };

/** Where a request goes. */
export type HostTarget =
  | TenantTarget
  | { readonly kind: 'control' }
  /** The platform's own host, which names no tenant: path or token may. */
  | { readonly kind: 'app' }
  /** `name`: what was asked for, where it wasn't the host. */
  | { readonly kind: 'unknown'; readonly name?: string };

/** What a request says about its host, as it came over the wire. */
export interface HostRequest {
  /** Every Host header. */
  readonly hosts: readonly string[];
  /** Every X-Forwarded-Host header. */
  readonly forwardedHosts: readonly string[];
  /** Whether the peer of the socket is a proxy whose X-Forwarded-Host counts. */
  readonly fromTrustedProxy: boolean;
  /** The target of the request line: a path, or an absolute URL. */
  readonly target: string;
}

interface Authority {
  readonly name: string;
  readonly port: string;
}

const CONTROL = 'admin';
const APP = new Set(['www', 'app']);
const UNKNOWN: HostTarget = { kind: 'unknown' };

/**
 * The meaning of a request's host. Throws BadHostError where the request contradicts itself.
 * `baseDomain` is lower-case ASCII, without port or trailing dot.
 */
export function resolveHost(request: HostRequest, baseDomain: string): HostTarget {
  if (request.hosts.length > 1) throw new BadHostError('it was sent twice');
  const own = request.hosts[0];
  if (!request.target.startsWith('/')) checkTarget(request.target, own);
  const host = forwardedHost(request) ?? own;
  return host === undefined ? UNKNOWN : classify(parseAuthority(host).name, baseDomain);
}

function forwardedHost({ forwardedHosts, fromTrustedProxy }: HostRequest): string | undefined {
  if (forwardedHosts.length > 1 || forwardedHosts[0]?.includes(',')) {
    throw new BadHostError('X-Forwarded-Host names several hosts');
  }
  return fromTrustedProxy ? forwardedHosts[0]?.trim() || undefined : undefined;
}

const DEFAULT_PORTS: Record<string, string> = { http: '80', https: '443' };

/** RFC 9112, section 3.2.2: an absolute-form target names the host again. They must agree. */
function checkTarget(target: string, host: string | undefined): void {
  const absolute = /^(https?):\/\/([^/?#]*)/i.exec(target);
  if (!absolute) return;
  const fallback = DEFAULT_PORTS[String(absolute[1]).toLowerCase()] ?? '';
  const named = parseAuthority(absolute[2] ?? '');
  const sent = parseAuthority(host ?? '');
  if (named.name !== sent.name || (named.port || fallback) !== (sent.port || fallback)) {
    throw new BadHostError('the request line names another host');
  }
}

/** What DNS allows, and a little: what anybody sends is remembered. */
const LONGEST_NAME = 255;
const IP_V6 = /^\[[0-9a-f:.]+\]$/i;
/**
 * ASCII alone. Browsers send punycode; raw UTF-8 that means a name by folding (`ａdmin`) would get past a proxy whose
 * rules compare bytes.
 */
const NAME = /^[a-z0-9._-]*$/;

/** Splits `name:port`; the name in lower-case ASCII without its one trailing dot. */
function parseAuthority(text: string): Authority {
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(\d{0,5}))?$/.exec(text) ?? refuse();
  if (IP_V6.test(host)) return { name: host.toLowerCase(), port };
  if (host.length > LONGEST_NAME) throw new BadHostError(`it is longer than ${LONGEST_NAME} characters`);
  const name = host.toLowerCase();
  if (!NAME.test(name)) refuse();
  return { name: name.endsWith('.') ? name.slice(0, -1) : name, port };
}

function refuse(): never {
  throw new BadHostError('it is malformed');
}

function classify(name: string, baseDomain: string): HostTarget {
  if (name === baseDomain) return { kind: 'app' };
  if (!name.endsWith(`.${baseDomain}`)) return isDomain(name) ? { kind: 'domain', domain: name } : UNKNOWN;
  const label = name.slice(0, -baseDomain.length - 1);
  if (label === CONTROL) return { kind: 'control' };
  if (APP.has(label)) return { kind: 'app' };
  return slugProblem(label) === undefined ? { kind: 'tenant', slug: label } : UNKNOWN;
}
