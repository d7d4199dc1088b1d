import { slugProblem } from '../slug.js';
import type { HostTarget } from './host.js';

/** The tenant that a text from outside names; `unknown` when nobody could be called so. */
export function namedSlug(text: string): HostTarget {
  const slug = text.toLowerCase();
  return slugProblem(slug) === undefined ? { kind: 'tenant', slug } : { kind: 'unknown', name: text };
}
