/** Names under BASE_DOMAIN that are or may become the platform's own. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set(
  `admin api app assets auth autoconfig autodiscover cdn control dashboard docs ftp health imap internal
   localhost login mail metrics mx ns1 ns2 operator pop public root server shared signin signup smtp static status
   support t tenant tenants webmail ws www`
    .split(/\s+/)
    .filter(Boolean),
);

/** Follows the prefix in the name of a server's shared database, so that no tenant's can be called so. */
export const SHARED = 'shared';

const MAX_IDENTIFIER = 63;

/**
 * What is wrong with a slug, or undefined. A slug is a DNS label of 2–40 characters (RFC 1123) that starts
 * with a letter; double hyphens are refused because they mark punycode. `prefix` is the store-name prefix.
 */
export function slugProblem(slug: string, prefix = ''): string | undefined {
  if (slug.length < 2 || slug.length > 40) return 'must have 2 to 40 characters';
  if (!/^[a-z][a-z0-9-]*$/.test(slug)) {
    return 'must start with a letter and hold only lower-case letters, digits and hyphens';
  }
  if (slug.endsWith('-')) return 'must not end with a hyphen';
  if (slug.includes('--')) return 'must not hold two hyphens in a row';
  if (RESERVED_SLUGS.has(slug)) return 'is reserved';
  if (storeName(prefix, slug).length > MAX_IDENTIFIER) return 'is too long for the store prefix';
  return undefined;
}

/** Whether a tenant could be called so; what could not be is never looked up. */
export const isSlugShaped = (text: string): boolean => /^[a-z][a-z0-9-]{1,39}$/.test(text);

/** `sales_` and `acme-shop` → `sales_acme_shop`. Unambiguous, because a slug holds no underscore. */
export function storeName(prefix: string, slug: string): string {
  return prefix + slug.replaceAll('-', '_');
}

/** Servers have stores of their own under these names; `pg_` is PostgreSQL's too. */
const SERVERS_OWN =
  /^(pg_.*|postgres|template\d+|public|mysql|sys|test|information_schema|performance_schema)$/;

/** What is wrong with a name that was chosen for a store, or undefined. */
export function storeProblem(store: string, prefix = ''): string | undefined {
  if (!/^[a-z][a-z0-9_]{1,62}$/.test(store)) {
    return 'must be a lower-case letter, then letters, digits and underscores, 63 at most';
  }
  return SERVERS_OWN.test(store) || store === prefix + SHARED ? 'is reserved' : undefined;
}
