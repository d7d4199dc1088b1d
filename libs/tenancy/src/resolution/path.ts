import { slugProblem } from '../catalog/slug.js';
import type { HostTarget } from './host.js';

export interface PathTarget {
  readonly target: HostTarget;
  /** The URL as it would be on the tenant's own host. */
  readonly rest: string;
}

/** `/t/acme/api/users?q=x` → acme, `/api/users?q=x`; undefined where no tenant is named. */
export function resolvePath(url: string): PathTarget | undefined {
  const match = /^\/t\/([^/?#]*)([^]*)$/.exec(url);
  if (!match) return undefined;
  const slug = String(match[1]).toLowerCase();
  const rest = match[2] ?? '';
  return {
    target: slugProblem(slug) === undefined ? { kind: 'tenant', slug } : { kind: 'unknown' },
    rest: rest.startsWith('/') ? rest : `/${rest}`,
  };
}
