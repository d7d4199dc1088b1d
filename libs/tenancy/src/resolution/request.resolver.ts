import type { IncomingMessage } from 'node:http';
import type { HostTarget } from './host.js';

/** What a resolver may look at: the head of a request, as it came over the wire. */
export type RequestHead = Pick<IncomingMessage, 'url' | 'headers' | 'rawHeaders' | 'socket'>;

/** What a resolver has found. */
export interface Resolution {
  readonly target: HostTarget;
  /** The URL to route the request by, where its own names the tenant. */
  readonly url?: string;
}

/**
 * One way to name a tenant. Resolvers stand in a chain (`TenancyOptions.resolution`), and their order is their
 * rank: the first that names anything else than the platform's own host decides, later ones aren't asked.
 *
 * `resolve` runs for every request before it is routed. It is synchronous, reads nothing but the request's head,
 * and answers undefined where it has nothing to say. Throws BadHostError where the request contradicts itself.
 * What it names is looked up in the catalog afterwards, and whether a token is good there is for the guard.
 */
export interface RequestResolver {
  resolve(request: RequestHead): Resolution | undefined;
}

const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** Path and query of a request target, which in absolute form names the host again. */
export function pathAndQuery({ url = '/' }: Pick<RequestHead, 'url'>): string {
  if (url[0] === '/') return url;
  const rest = url.replace(ORIGIN, '');
  return rest[0] === '/' ? rest : `/${rest}`;
}
