import { namedSlug } from './named-slug.js';
import { pathAndQuery, type RequestHead, type RequestResolver, type Resolution } from './request.resolver.js';

const TENANT_PATH = /^\/t\/([^/?#]*)([^]*)$/;

/**
 * Names a tenant by the path `/t/<slug>/…`, and routes the request by the rest: `/t/acme/api/users?q=x` is acme's
 * `/api/users?q=x`. An encoded slug is the same slug (RFC 3986, section 6.2.2.2).
 */
export class PathResolver implements RequestResolver {
  resolve(request: Pick<RequestHead, 'url'>): Resolution | undefined {
    const match = TENANT_PATH.exec(pathAndQuery(request));
    if (!match) return undefined;
    const [, name = '', rest = ''] = match;
    return { target: namedSlug(decoded(name)), url: rest.startsWith('/') ? rest : `/${rest}` };
  }
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
